import Foundation
import Query
import Testing

@testable import Providers

/// The tables of `docs/providers.md`, between `<!-- methods of NAME -->` and `<!-- end -->`, say what the manifests say.
/// `EDUSH_RECORD=1` writes them anew and fails, so that a recording is never taken for a test.
@Suite struct ProviderDocumentTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "docs/providers.md")

  @Test func `The page on the providers lists every method as its manifest has it`() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    var fresh = text
    for provider in Bench().client.catalog.providers {
      let section = try #require(Self.section(of: provider, in: fresh), "docs/providers.md has no table of \(provider)")
      fresh.replaceSubrange(section, with: MethodTable(try Bench().client.description(of: provider)).text)
    }
    guard fresh != text else { return }
    Issue.record("docs/providers.md is not what the manifests say; EDUSH_RECORD=1 writes its tables anew")
    if ProcessInfo.processInfo.environment["EDUSH_RECORD"] == "1" {
      try fresh.write(to: Self.page, atomically: true, encoding: .utf8)
    }
  }

  private static func section(of provider: String, in text: String) -> Range<String.Index>? {
    guard let start = text.range(of: "<!-- methods of \(provider) -->\n"),
      let end = text.range(of: "<!-- end -->", range: start.upperBound..<text.endIndex)
    else { return nil }
    return start.upperBound..<end.lowerBound
  }
}

/// The methods of a provider as Markdown: a table, and below it what makes a call riskier.
private struct MethodTable {
  let methods: [MethodDescription]

  init(_ provider: ProviderDescription) { methods = provider.resources.flatMap(\.methods) }

  var text: String {
    let table = ["| method | request | parameters | class | |", "|---|---|---|---|---|"] + methods.map(row)
    let raises = methods.flatMap { method in method.raises.map { "* `\(Self.name(method))` is \($0)." } }
    return (table + (raises.isEmpty ? [] : [""] + raises)).joined(separator: "\n") + "\n"
  }

  private func row(_ method: MethodDescription) -> String {
    let signature = method.signature
    let cells = [
      "`\(Self.call(method))`", "`\(method.request)`", Self.parameters(signature),
      signature.risk + (signature.isList ? ", list" : ""), signature.summary,
    ]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// `pads.get(id)`.
  private static func call(_ method: MethodDescription) -> String {
    let positional = method.signature.positional
    return name(method) + (positional.isEmpty ? "" : "(\(positional.joined(separator: ", ")))")
  }

  private static func name(_ method: MethodDescription) -> String {
    [method.signature.resource, method.signature.name].compactMap(\.self).joined(separator: ".")
  }

  /// Those that bare values do not fill; members of an object stand for themselves in it.
  private static func parameters(_ signature: MethodSignature) -> String {
    let named = signature.parameters.filter { !signature.positional.contains($0.name) && !$0.name.contains("[") }
    let names = named.map { "`\($0.name)`" + ($0.isRequired ? "" : "?") }
    return (names + (signature.acceptsOthers ? ["…"] : [])).joined(separator: " ")
  }
}
