import Foundation
import Glibc
import JSON
import Testing

/// Secrets in programs that do not end by themselves: listeners, editor servers, and processes killed during a call.
struct SecretEndingTests {
  let folder: TemporaryFolder
  let secrets = PlantedSecrets()

  init() throws {
    folder = try TemporaryFolder()
  }

  var home: URL { folder.url.appending(path: ".edush") }

  // MARK: Webhooks

  /// A post signed with the planted secret, to a listener that forwards to an address.
  private func listen(forwardingTo address: String, _ words: [String] = []) throws -> WebhookListening {
    try WebhookListening(
      ["--save", "events.ndjson", "--forward", address, "-v"] + words, in: folder,
      environment: secrets.environment.merging(["EDUSH_HOME": home.path()]) { $1 })
  }

  private func expectNone(in listening: WebhookListening) throws {
    secrets.expectNone(in: listening.lines.joined(separator: "\n"), of: "stdout of webhook listen")
    secrets.expectNone(in: listening.errors, of: "stderr of webhook listen")
    try secrets.expectNone(inFilesOf: folder.url)
  }

  @Test("Received, refused and forwarded events leak no secret, whatever the receiver responds")
  func listenersKeepThem() throws {
    let secret = secrets.webhook
    for echo in SecretEcho.all {
      // The receiver: it returns its input, and the secret in every form.
      let server = try LocalServer { request in
        echo.answer(secret.forms + [String(request.prefix(200)).replacing("\r\n", with: " ")])
      }
      let listening = try listen(forwardingTo: "http://127.0.0.1:\(server.port)/hook")
      let body = WebhookTests.created
      let signature = WebhookListening.signature(of: body, secret: secret.value)
      #expect(listening.post(body, signature: signature) == 200, "\(listening.errors)")
      // A sender that uses the secret as the signature.
      #expect(listening.post(body, signature: secret.value) == 401)
      #expect(listening.post("{", signature: WebhookListening.signature(of: "{", secret: secret.value)) == 400)
      #expect(
        listening.wait { $0.errors.contains("forwarding scheduled_session.created") && $0.errors.contains("400: ") },
        "\(listening.errors)")
      #expect(listening.interrupt() == 130)
      #expect(server.requests == 1)
      try expectNone(in: listening)
    }
  }

  @Test("An unreachable or redirecting receiver leaks no secret")
  func failedForwardsKeepThem() throws {
    let secret = secrets.webhook
    let server = try LocalServer { _ in SecretEcho.redirection(secret.forms) }
    for address in ["http://127.0.0.1:1/", "http://127.0.0.1:\(server.port)/"] {
      let listening = try listen(forwardingTo: address)
      let signature = WebhookListening.signature(of: WebhookTests.created, secret: secret.value)
      #expect(listening.post(WebhookTests.created, signature: signature) == 200)
      #expect(listening.wait { $0.errors.contains("forwarding scheduled_session.created") }, "\(listening.errors)")
      #expect(listening.interrupt() == 130)
      try expectNone(in: listening)
    }
  }

  @Test("Errors on the command line of `webhook` leak no secret")
  func mistakesKeepThem() throws {
    let secret = secrets.webhook
    try secret.value.write(to: folder.url.appending(path: "body.json"), atomically: true, encoding: .utf8)
    for words in [
      ["verify", "--signature", secret.value, "body.json"], ["verify", "--signature", "00", "body.json"],
      ["verify", "--signature", WebhookListening.signature(of: "x", secret: secret.value), "body.json"],
      ["listen", "--forward", "http://user:\(secret.value)@127.0.0.1/"],
      ["listen", "--forward", "http://\(secret.value)/"],
    ] {
      let result = try edush(["webhook"] + words, in: folder.url, environment: secrets.environment)
      #expect([1, 2].contains(result.status), "\(result.error)")
      secrets.expectNone(in: result.output + result.error, of: words.joined(separator: " "))
    }
  }

  // MARK: Editors

  @Test("The language server's messages leak no secret from the environment or the text")
  func languageServersKeepThem() throws {
    try secrets.plant(in: home, port: 1)
    let errors = folder.url.appending(path: "lsp.err")
    let client = try LanguageClient(in: folder.url, environment: secrets.environment, errors: errors)
    _ = try client.response(to: Value(try client.request("initialize", ["capabilities": [:]])))
    let text = """
      login tutrex api_key: \(secrets.password.quoted)
      login coderpad api_kee: \(secrets.privateKey.quoted)
      login coursio private_key: \(secrets.session.quoted), pu
      coderpad.pads.get(api_key: \(secrets.parameter.quoted)) | foo
      $ENV.EDUSH_CODERPAD_API_KEY
      env.
      """
    let uri: Value = "untitled:secrets"
    try client.notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": uri, "languageId": "eduscript", "version": 0, "text": Value(text)]])
    for (line, content) in text.split(separator: "\n").enumerated() {
      for character in stride(from: 0, through: content.utf16.count, by: 3) {
        let place: Value = ["line": Value(line), "character": Value(character)]
        for method in ["completion", "hover", "signatureHelp", "definition", "documentSymbol"] {
          let request = try client.request("textDocument/\(method)", ["textDocument": ["uri": uri], "position": place])
          _ = try client.response(to: Value(request))
        }
      }
    }
    _ = try client.response(to: Value(try client.request("shutdown", nil)))
    try client.notify("exit", nil)
    #expect(try client.finish() == 0)
    #expect(client.messages.contains("publishDiagnostics"))
    secrets.expectNone(in: client.messages, of: "stdout of lsp")
    secrets.expectNone(in: try String(contentsOf: errors, encoding: .utf8), of: "stderr of lsp")
    try secrets.expectNone(inFilesOf: home)
  }

  // MARK: Ends

  @Test(
    "A process killed during a call leaves no trace of a secret",
    arguments: [SIGKILL, SIGTERM, SIGSEGV, SIGABRT, SIGQUIT, SIGHUP, SIGINT])
  func endsKeepThem(signal: Int32) throws {
    // Accepts the requests, and answers with the secrets, but never completes a response.
    let secrets = secrets
    let server = try LocalServer { request in
      let forms = secrets.known(to: request).flatMap(\.forms)
      return Array("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\nX-Echo: \(forms.first ?? "")\r\n\r\n\(forms)".utf8)
    }
    try secrets.plant(in: home, port: server.port)
    let temporary = folder.url.appending(path: "tmp")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    let variables = server.variables.filter { $0.key.hasSuffix("_URL") }.merging(secrets.environment) { $1 }
      // The crash report of Swift's own tools is slow, and is not edush's.
      .merging(["TMPDIR": temporary.path(), "SWIFT_BACKTRACE": "enable=no"]) { $1 }
    for call in ["coderpad.pads.list", "tutrex.lessons.list", "coursepath.courses.list"] {
      let before = server.requests
      // Core dumps, if enabled, contain nothing from this program.
      let process = try WatchedProcess(
        ["-c", "ulimit -c unlimited 2>/dev/null; exec '\(BuiltProgram.edush)' -v -c '\(call)'"], program: "/bin/sh",
        in: folder.url, environment: variables)
      #expect(process.wait { _ in server.requests > before }, "\(process.errors)")
      let status = process.end(by: signal).status
      #expect(status & 0x7f == signal || WatchedProcess.exitCode(status) == 128 + signal, "\(call) \(status)")
      #expect(status & 0x80 == 0, "\(call) left a dump of its memory")
    }
    try secrets.expectNone(inFilesOf: home)
    try secrets.expectNone(inFilesOf: temporary)
    // The process's output, and all other files in its folder.
    for file in try FileManager.default.contentsOfDirectory(at: folder.url, includingPropertiesForKeys: nil) {
      guard let data = FileManager.default.contents(atPath: file.path()) else { continue }
      secrets.expectNone(in: String(decoding: data, as: UTF8.self), of: file.lastPathComponent)
    }
  }
}
