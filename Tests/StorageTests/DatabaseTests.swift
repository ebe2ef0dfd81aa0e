import Foundation
import Storage
import Testing

@Suite struct DatabaseTests {
  private static let steps = ["CREATE TABLE a (x INTEGER NOT NULL, y)", "ALTER TABLE a ADD COLUMN z TEXT"]

  private func inFile(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "file.db").path())
  }

  @Test func `Written values of any type are read back after reopening`() throws {
    try inFile { path in
      do {
        let database = try Database(at: path)
        try database.migrate(Self.steps)
        #expect(
          try database.change("INSERT INTO a VALUES (?, ?, ?)", [.integer(1), .blob([0, 255]), .text("ä\0b")]) == 1)
        #expect(try database.change("INSERT INTO a VALUES (2, ?, ?)", [.real(0.5), .null]) == 1)
        #expect(database.lastInsertedRow == 2)
      }
      let database = try Database(at: path, durability: .normal)
      let rows = try database.rows("SELECT * FROM a ORDER BY x") { row in
        (row.integer(0), row.blob(1), row.real(1), row.text(2), row.isNull(2))
      }
      #expect(rows.map(\.0) == [1, 2])
      #expect(rows[0].1 == [0, 255])
      #expect(rows[0].3 == "ä\0b" && !rows[0].4)
      #expect(rows[1].2 == 0.5 && rows[1].3.isEmpty && rows[1].4)
    }
  }

  @Test func `A schema migrates step by step, all or nothing`() throws {
    try inFile { path in
      let database = try Database(at: path)
      try database.migrate([Self.steps[0]])
      #expect(try database.version == 1)
      #expect(throws: DatabaseError.self) {
        try database.migrate(Self.steps + ["CREATE TABLE b (x)", "CREATE nonsense"])
      }
      #expect(try database.version == 1)
      #expect(try database.rows("SELECT name FROM sqlite_master WHERE name = 'b'") { $0.text(0) } == [])
      try database.migrate(Self.steps)
      #expect(try database.version == 2)
      let error = #expect(throws: DatabaseError.self) { try database.migrate([Self.steps[0]]) }
      #expect(error?.kind == .newer)
    }
  }

  @Test func `A transaction that throws changes nothing, nor does a nested one`() throws {
    struct Stop: Error {}
    let database = try Database(at: nil)
    try database.migrate(Self.steps)
    #expect(throws: Stop.self) {
      try database.transaction {
        try database.change("INSERT INTO a VALUES (1, 1, 'a')")
        try database.transaction { _ = try database.change("INSERT INTO a VALUES (2, 2, 'b')") }
        throw Stop()
      }
    }
    #expect(try database.rows("SELECT x FROM a") { $0.integer(0) } == [])
    try database.transaction { _ = try database.change("INSERT INTO a VALUES (3, 3, 'c')") }
    #expect(try database.rows("SELECT x FROM a") { $0.integer(0) } == [3])
  }

  @Test func `A file survives a power failure only with full durability`() throws {
    try inFile { path in
      let full = try Database(at: path)
      #expect(try full.rows("PRAGMA synchronous") { $0.integer(0) } == [2])
      #expect(try full.rows("PRAGMA journal_mode") { $0.text(0) } == ["wal"])
      let normal = try Database(at: path, durability: .normal)
      #expect(try normal.rows("PRAGMA synchronous") { $0.integer(0) } == [1])
    }
  }

  @Test func `One transaction can have lower durability without affecting the next`() throws {
    struct Stop: Error {}
    try inFile { path in
      let database = try Database(at: path)
      func level() throws -> [Int] { try database.rows("PRAGMA synchronous") { $0.integer(0) } }
      #expect(try database.transaction(.normal) { try level() } == [1])
      #expect(try level() == [2])
      #expect(throws: Stop.self) { try database.transaction(.normal) { throw Stop() } }
      #expect(try level() == [2])
    }
  }

  @Test func `Errors report their kind`() throws {
    try inFile { path in
      let cannotOpen = #expect(throws: DatabaseError.self) { _ = try Database(at: path + "/none/x.db") }
      #expect(cannotOpen?.kind == .cannotOpen)
      #expect(cannotOpen?.description.contains("cannot open \(path)/none/x.db") == true)
      try Data("this is a text, and by far not a database".utf8).write(to: URL(filePath: path))
      #expect(#expect(throws: DatabaseError.self) { _ = try Database(at: path) }?.kind == .corrupt)
    }
    let database = try Database(at: nil)
    try database.migrate(Self.steps)
    let missing = #expect(throws: DatabaseError.self) { try database.change("INSERT INTO a VALUES (NULL, 1, 'a')") }
    #expect(missing?.kind == .constraint)
    #expect(#expect(throws: DatabaseError.self) { try database.execute("SELECT nonsense") }?.kind == .other)
  }
}
