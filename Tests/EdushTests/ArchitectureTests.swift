import Foundation
import Testing

/// Checks `docs/architecture.md` against the code.
struct ArchitectureTests {
  private static let call = Section("The path of a call")

  @Test("The path of a call names types where they are declared")
  func namedTypesExist() throws {
    let rows = Self.call.rows.filter { $0.count > 1 && !$0[1].isEmpty }
    #expect(rows.count > 40)
    for row in rows { try expectType(row[0], in: row[1]) }
    for match in Self.call.text.matches(of: /`(\w+)` \(`(\w+\/[\w+]+\.swift)`\)/) {
      try expectType(String(match.1), in: String(match.2))
    }
  }

  @Test("Every type and file in the path of a call exists")
  func namesExist() throws {
    let declared = Set(
      Sources.all.flatMap { file in
        file.text.matches(of: /\b(?:struct|class|enum|protocol|actor|typealias) +(\w+)/).map { String($0.1) }
      })
    let types = Self.call.text.matches(of: /`([A-Z]\w*)`/)
    #expect(types.count > 60)
    for match in types {
      #expect(declared.contains(String(match.1)), "there is no type \(match.1)")
    }
    for match in Self.call.text.matches(of: /`(\w+)\/([\w+]+\.swift)`/) {
      #expect(Sources.named(String(match.2), in: String(match.1)).count == 1, "\(match.0) is not one file")
    }
  }

  @Test("The stages have the document's order")
  func stagesAreInOrder() throws {
    let client = try #require(Sources.named("ProviderClient.swift", in: "Providers").first)
    let body = try #require(client.text.firstMatch(of: /func stages\([\s\S]*?\n  \}/)).output
    let stages = body.matches(of: /(\w+Stage)\(/).map { String($0.1) }
    #expect(!stages.isEmpty)
    #expect(Self.call.names(below: "Stages, the outermost first") == stages)
  }

  @Test("The transports have the document's order")
  func transportsAreInOrder() throws {
    let stack = try #require(Sources.named("TransportStack.swift", in: "HTTP").first)
    let body = try #require(stack.text.firstMatch(of: /func around\([\s\S]*?\n  \}/)).output
    // Each line wraps the ones before it.
    let transports = body.split(separator: "\n").reversed().flatMap { line in
      line.matches(of: /(\w+Transport)\(/).map { String($0.1) }
    }
    #expect(!transports.isEmpty)
    #expect(Self.call.names(below: "Transports, the outermost first") == transports + ["CurlClient"])
  }

  private func expectType(_ name: String, in path: String) throws {
    let parts = path.split(separator: "/").map(String.init)
    let files = Sources.named(parts.last ?? "", in: parts.first ?? "")
    let word = try Regex("\\b(?:struct|class|enum|protocol|actor|extension) +\(name)\\b")
    #expect(files.contains { $0.text.contains(word) }, "\(path) declares no \(name)")
  }
}

/// A section of `docs/architecture.md`.
private struct Section {
  let text: String

  init(_ title: String) {
    let path = BuiltProgram.checkout.appending(path: "docs/architecture.md")
    let page = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    text = page.components(separatedBy: "\n## ").first { $0.hasPrefix(title + "\n") } ?? ""
  }

  /// The cells of its tables that are in backticks, without the backticks.
  var rows: [[String]] { Self.rows(of: text) }

  /// The first cells of the table below a heading.
  func names(below heading: String) -> [String] {
    let part = text.components(separatedBy: "\n### ").first { $0.hasPrefix(heading + "\n") } ?? ""
    return Self.rows(of: part).map { $0[0] }
  }

  private static func rows(of text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { cell in
        let words = cell.split(separator: "`", omittingEmptySubsequences: false)
        return words.count == 3 && words[0] == " " && words[2] == " " ? String(words[1]) : ""
      }
    }
  }
}

/// The program's own files.
private enum Sources {
  struct File {
    /// Below `Sources`.
    let path: String
    let text: String
  }

  static let all: [File] = {
    let root = BuiltProgram.checkout.appending(path: "Sources")
    let paths = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.compactMap { path in
      (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map { File(path: path, text: $0) }
    }
  }()

  static func named(_ name: String, in room: String) -> [File] {
    all.filter { $0.path.hasPrefix(room + "/") && $0.path.hasSuffix("/" + name) }
  }
}
