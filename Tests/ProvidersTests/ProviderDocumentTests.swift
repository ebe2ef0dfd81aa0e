import Foundation
import Query
import Testing

@testable import Providers

/// The text between `<!-- … -->` and `<!-- end -->` in `docs/providers.md` and `docs/providers/` is generated from the
/// manifests. `EDUSH_RECORD=1` regenerates it and fails, so that a recording is never mistaken for a test.
@Suite struct ProviderDocumentTests {
  private static let docs = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs")

  static let providers = ["codementor", "coderpad", "tutrex", "coursepath", "coursio"]

  @Test(arguments: providers) func `A provider's page matches its manifest`(name: String) throws {
    let page = ProviderPage(try Bench().client.description(of: name))
    try Self.expect("providers/\(name).md", ["facts of \(name)": page.facts, "methods of \(name)": page.methods])
  }

  @Test func `The overview lists every provider, and each has a page`() throws {
    #expect(Set(Bench().client.catalog.providers) == Set(Self.providers))
    let pages = try Self.providers.map { ProviderPage(try Bench().client.description(of: $0)) }
    try Self.expect("providers.md", ["providers": ProviderPage.overview(pages)])
  }

  @Test(arguments: providers) func `A provider's page has an example of every method`(name: String) throws {
    let text = try String(contentsOf: Self.docs.appending(path: "providers/\(name).md"), encoding: .utf8)
    for method in try Bench().client.description(of: name).resources.flatMap(\.methods) {
      #expect(method.example.hasPrefix(method.signature.qualifiedName))
      #expect(text.contains("\n    \(method.example)\n"), "\(method.signature.qualifiedName)")
    }
  }

  /// Compares the sections of a document with the expected ones.
  private static func expect(_ name: String, _ sections: [String: String]) throws {
    let file = docs.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    var fresh = text
    for (title, content) in sections {
      let place = try #require(section(title, in: fresh), "docs/\(name) has no section `\(title)`")
      fresh.replaceSubrange(place, with: content)
    }
    guard fresh != text else { return }
    Issue.record("docs/\(name) does not match the manifests; EDUSH_RECORD=1 regenerates it")
    if ProcessInfo.processInfo.environment["EDUSH_RECORD"] == "1" {
      try fresh.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  private static func section(_ title: String, in text: String) -> Range<String.Index>? {
    guard let start = text.range(of: "<!-- \(title) -->\n"),
      let end = text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex)
    else { return nil }
    return start.upperBound..<end.lowerBound
  }
}
