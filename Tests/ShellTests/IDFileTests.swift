import Foundation
import Glibc
import Providers
import Testing

@testable import Shell

/// The ids of an account on disk.
struct IDFileTests {
  private let folder: URL

  init() {
    folder = FileManager.default.temporaryDirectory.appending(path: "edush-ids-\(UUID().uuidString)")
  }

  private func file(day: Int = 20_000) -> IDFile {
    IDFile(path: folder.appending(path: "cache/school@old.ids").path(), today: day)
  }

  private func pupil(_ id: String, _ label: String) -> KnownIDs.Item {
    KnownIDs.Item(kind: "pupil", id: id, label: label)
  }

  @Test("Appended ids are read back for thirty days") func keepsItems() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let items = [pupil("1", "Ada"), pupil("\"X7\"", "Bob \u{1F600}")]
    file().append(items)
    file(day: 20_001).append([pupil("1", "Ada L.")])
    #expect(file().items() == items + [pupil("1", "Ada L.")])
    #expect(file(day: 20_030).items() == [pupil("1", "Ada L.")])
    #expect(file(day: 20_031).items().isEmpty)
  }

  @Test("The file is private to the user") func isPrivate() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    file().append([pupil("1", "Ada")])
    for (path, mode) in [("cache/school@old.ids", 0o600), ("cache", 0o700)] {
      var status = stat()
      #expect(stat(folder.appending(path: path).path(), &status) == 0 && Int(status.st_mode & 0o777) == mode)
    }
  }

  @Test("A label cannot end its line") func isOneLine() {
    defer { try? FileManager.default.removeItem(at: folder) }
    file().append([pupil("1", "a\nteacher\t20000\t9\tb\u{1B}[2J")])
    #expect(file().items() == [pupil("1", "a teacher 20000 9 b [2J")])
  }

  @Test("The file is rewritten before it grows too large") func staysSmall() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let label = String(repeating: "x", count: 150)
    for part in 0..<4 { file().append((0..<20_000).map { pupil("\($0)", "\(part)\(label)") }) }
    let attributes = try FileManager.default.attributesOfItem(atPath: file().path)
    #expect(attributes[.size] as? Int ?? .max <= IDFile.sizeLimit)
    let items = file().items()
    #expect(items.last == pupil("19999", "3\(label)"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test(
    "An invalid file contains no ids",
    arguments: ["", "x", "edush ids 1", "edush ids 1\nx\ty\nz", "edush ids 2\npupil\t20000\t1\ta\n"])
  func survives(text: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "cache"), withIntermediateDirectories: true)
    try text.write(toFile: file().path, atomically: true, encoding: .utf8)
    #expect(file().items().isEmpty)
  }
}
