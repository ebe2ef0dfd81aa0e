import Foundation
import JSON
import Testing

/// `edush lsp` as an editor sees it: every file of `LSP/` over the streams of the built binary.
struct LanguageServerTests {
  static let files: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "LSP")
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return all.filter { $0.hasSuffix(".lsp") }.sorted().map { folder.appending(path: $0).path() }
  }()

  @Test("A session with an editor goes as specified", arguments: files)
  func holds(file: String) throws {
    let spec = LSPSpec(try String(contentsOfFile: file, encoding: .utf8))
    #expect(!spec.steps.isEmpty)
    let folder = try TemporaryFolder()
    let session = LSPSession(in: folder.url.appending(path: "", directoryHint: .isDirectory))
    for step in spec.steps {
      do {
        try session.perform(step)
      } catch {
        Issue.record("\(URL(filePath: file).lastPathComponent):\(step.line): \(step.word) \(step.rest)\n\(error)")
        return
      }
    }
  }

  /// While a script is typed: each prefix, as a document of its own, gets every request.
  @Test("No prefix of a script makes a request fail")
  func survivesBeginnings() throws {
    let folder = try TemporaryFolder()
    let client = try LanguageClient(in: folder.url)
    _ = try client.response(to: Value(try client.request("initialize", ["capabilities": [:]])))
    let script = try String(
      contentsOf: BuiltProgram.checkout.appending(path: "docs/examples/tour.eduscript"), encoding: .utf8)
    let uri: Value = "untitled:tour"
    try client.notify(
      "textDocument/didOpen", ["textDocument": ["uri": uri, "languageId": "eduscript", "version": 0, "text": ""]])
    let scalars = Array(script.unicodeScalars)
    for length in stride(from: 1, to: min(scalars.count, 1500), by: 37) {
      let text = String(String.UnicodeScalarView(scalars[..<length]))
      try client.notify(
        "textDocument/didChange",
        ["textDocument": ["uri": uri, "version": Value(length)], "contentChanges": [["text": Value(text)]]])
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      let place: Value = ["line": Value(text.count { $0 == "\n" }), "character": Value(line.utf16.count)]
      for method in ["completion", "hover", "signatureHelp", "definition", "documentSymbol", "formatting"] {
        let request = try client.request("textDocument/\(method)", ["textDocument": ["uri": uri], "position": place])
        let response = try client.response(to: Value(request))
        #expect(response != nil && response?["error"] == nil, "\(method) at \(length)")
      }
    }
    _ = try client.response(to: Value(try client.request("shutdown", nil)))
    try client.notify("exit", nil)
    #expect(try client.finish() == 0)
  }
}
