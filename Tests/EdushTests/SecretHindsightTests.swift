import Foundation
import PseudoTerminal
import Testing

/// Text that was written before a value became a secret, and results that contain one.
struct SecretHindsightTests {
  private let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  private func file(_ name: String) -> String { bench.folder.url.appending(path: name).path() }

  private func text(of name: String) throws -> String {
    try String(
      contentsOfFile: name == "history" ? bench.home.appending(path: name).path() : file(name), encoding: .utf8)
  }

  @Test("A value that becomes a secret is then hidden in everything the session has written")
  func hidesAfterwards() throws {
    let server = try LocalServer { _ in LocalServer.json("{\"status\":\"OK\"}") }
    let terminal = try bench.open([], environment: server.variables)
    func type(_ line: String) { bench.type(line, into: terminal) }
    type("record \(file("r.eduscript"))")
    type("let key = \"hunter2hunter2\"")
    type("coderpad.request(\"GET\", \"/x\", query: {q: $key}) | empty")
    type("script @1 to \(file("s.eduscript"))")
    type("har @1 to \(file("h.har"))")
    #expect(try text(of: "r.eduscript").contains("hunter2"))
    type("login codementor api_key: $key")
    type("print \"again hunter2hunter2\"")
    type("record stop")
    let before = terminal.received.count
    for line in ["vars", "@1.request.url", "history", "script @1 to \(file("t.eduscript"))"] { type(line) }
    let shown = String(decoding: terminal.received.dropFirst(before), as: UTF8.self)
    #expect(!shown.contains("hunter2"), "\(shown)")
    #expect(shown.contains("<redacted>"))
    for name in ["history", "r.eduscript", "s.eduscript", "h.har", "t.eduscript"] {
      let text = try text(of: name)
      #expect(!text.contains("hunter2"), "\(name): \(text)")
    }
    for name in ["r.eduscript", "s.eduscript", "h.har"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    let recorded = try text(of: "r.eduscript")
    #expect(recorded.contains("\n# let key = <redacted>\n"), "\(recorded)")
  }

  @Test("A result on a terminal hides credentials in values and keys, in every format; a pipe keeps them")
  func resultsHideCredentials() throws {
    let key = "cp-KEY-8af9a3412559d803"
    let server = try LocalServer { _ in
      LocalServer.json("{\"status\":\"OK\",\"echo\":\"Token \(key)\",\"list\":[{\"\(key)\":\"\(key)\"}]}")
    }
    let variables = server.variables.merging(["EDUSH_CODERPAD_API_KEY": key]) { $1 }
    let terminal = try bench.open([], environment: variables)
    func type(_ line: String) { bench.type(line, into: terminal) }
    type("let answer = coderpad.request(\"GET\", \"/echo\")")
    for format in ["auto", "json", "ndjson", "raw", "table", "vertical", "csv", "tsv", "yaml", "markdown", "chart"] {
      type("set output \(format)")
      type("$answer")
      type("$answer.list")
    }
    for line in [
      "set output auto", "vars", "env", "$answer.echo", "print $answer.echo", "$answer | tojson",
      "set output ndjson", "reduce range(300) as $i ($answer.list[0]; [.])",
    ] {
      type(line)
    }
    let shown = String(decoding: terminal.received, as: UTF8.self)
    #expect(!shown.contains(key.dropFirst(3)), "\(shown)")
    #expect(shown.contains("Token <redacted>"))
    let piped = try edush(
      ["-c", "coderpad.request(\"GET\", \"/echo\").echo"], in: bench.folder.url, environment: variables)
    #expect(piped.output == "\"Token \(key)\"\n", "\(piped)")
  }
}
