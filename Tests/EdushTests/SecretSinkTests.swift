import Foundation
import PseudoTerminal
import Synchronization
import Testing

/// Marked secrets in every place where edush reads one, a server that echoes them in every form, and a search of
/// everything that edush writes.
struct SecretSinkTests {
  let folder: TemporaryFolder
  let secrets = PlantedSecrets()

  init() throws {
    folder = try TemporaryFolder()
  }

  var home: URL { folder.url.appending(path: ".edush") }

  /// Answers with all secrets and with the token it was just sent; a login opens the session.
  private func server(_ answer: @escaping @Sendable ([String]) -> [UInt8]) throws -> LocalServer {
    let secrets = secrets
    let server = try LocalServer { request in
      if request.contains("/coursio/auth ") {
        let body = "{\"data\": {\"sessionId\": \(secrets.session.quoted)}}"
        return Array(
          """
          HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\
          \(body)
          """.utf8)
      }
      let token = request.firstMatch(of: /(?i)\r\nauthorization: *(.*)\r\n/).map { String($0.1) } ?? "none"
      let known = secrets.known(to: request)
      // Each secret comes first in some response, since the part shown is cut off.
      let first = known.randomElement()?.forms ?? []
      return answer(first + [token, PlantedSecret.base64(token)] + known.flatMap(\.forms))
    }
    try secrets.plant(in: home, port: server.port)
    return server
  }

  private func environment(_ server: LocalServer) -> [String: String] {
    let tools = home.appending(path: "planted").path()
    return server.variables.filter { $0.key.hasSuffix("_URL") }.merging(secrets.environment) { $1 }
      .merging([
        "PATH": "\(tools):\(BuiltProgram.folder.path()):/usr/bin:/bin", "PAGER": "\(tools)/pager",
        "EDITOR": "\(tools)/editor",
        "EDUSH_HOME": home.path(),
      ]) { $1 }
  }

  private static let reads = FaultTests.reads + ["coderpad@vault.pads.list", "coderpad@ring.pads.list"]

  private var script: String {
    (["param word: secret"] + logins
      + Self.reads.map { call in
        "do { let answer = \(call) } catch e { print $e\nprint \"\\($e)\" }\nprint @last\nsave @last to \"last.json\""
      }).joined(separator: "\n")
  }

  private var logins: [String] {
    [
      "login coursio entity: \"auth\", method: \"login\", data: {email: \"a@b.c\", password: \(secrets.password.quoted)}",
      "login coursio public_key: \"public-key\", private_key: \(secrets.privateKey.quoted)",
    ]
  }

  /// The signatures of the tokens that were sent.
  private func expectNoTokens(_ server: LocalServer, in text: String) {
    let signatures = server.texts.compactMap { text in
      text.firstMatch(of: /Bearer [\w-]+\.[\w-]+\.([\w-]+)/).map { String($0.1) }
    }
    #expect(!signatures.isEmpty)
    for signature in signatures { #expect(!text.contains(signature.prefix(20)), "\(signature)") }
  }

  @Test("A script's output leaks no secret", arguments: SecretEcho.all.indices)
  func scriptsKeepThem(index: Int) throws {
    let echo = SecretEcho.all[index]
    let server = try server { echo.answer($0) }
    let path = folder.url.appending(path: "planted.eduscript").path()
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    let result = try edush(
      ["run", "-v", "--record", "cassette", path, "--word", secrets.parameter.value], in: folder.url,
      environment: environment(server))
    #expect(result.status == 0, "\(echo.name) \(result.error.prefix(1000))")
    let cassette = try String(contentsOf: folder.url.appending(path: "cassette"), encoding: .utf8)
    #expect(cassette.split(separator: "\n").count > Self.reads.count)
    expectNoTokens(server, in: cassette)
    secrets.expectNone(in: result.output, of: "\(echo.name): stdout")
    secrets.expectNone(in: result.error, of: "\(echo.name): stderr")
    expectNoTokens(server, in: result.output + result.error)
    try secrets.expectNone(inFilesOf: folder.url)
    #expect(server.requests >= Self.reads.count, "\(server.texts)")
  }

  @Test("An uncaught error leaks no secret", arguments: reads)
  func errorsKeepThem(call: String) throws {
    for echo in SecretEcho.all where !echo.head.hasPrefix("200") {
      let server = try server { echo.answer($0) }
      let result = try edush(
        ["-c", (logins + [call]).joined(separator: "\n")], in: folder.url, environment: environment(server))
      #expect([3, 4, 5].contains(result.status), "\(result.error.prefix(1000))")
      #expect(result.output.isEmpty)
      secrets.expectNone(in: result.error, of: "\(echo.name): stderr")
    }
  }

  @Test("A redirect leaks no secret")
  func redirectionsKeepThem() throws {
    let server = try server { SecretEcho.redirection($0) }
    let path = folder.url.appending(path: "planted.eduscript").path()
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    let result = try edush(
      ["run", "-v", path, "--word", secrets.parameter.value], in: folder.url, environment: environment(server))
    secrets.expectNone(in: result.output + result.error, of: "a redirection")
    try secrets.expectNone(inFilesOf: folder.url)
  }

  @Test(
    "A syntax error near a secret does not leak it",
    arguments: [
      "$word | .a", "error($word)", "error({message: $word})", "$word | tonumber", "$word | fromjson",
      "assert $word == 1, $word",
      "coderpad.pads.get($word, $word)", "coderpad.pads.list(sort: {a: $word})", "stop $word",
      "save 1 to \"/nowhere/\\($word)\"",
      "$word | test(\"(\")", "[limit(3; repeat($word))] | .a", "{a: $word} | .a.b", "$word | debug | empty",
      "$word | stderr | empty", "confirm $word", "login coderpad api_kee: $word", "login coderpad api_key: {a: $word}",
      "codementor.payouts.list($word)", "read_csv($word)",
    ])
  func mistakesKeepThem(text: String) throws {
    let result = try edush(
      ["-c", "param word: secret\n\(text)", "--word", secrets.parameter.value], in: folder.url,
      environment: secrets.environment)
    secrets.expectNone(in: result.output + result.error, of: text)
  }

  @Test(
    "A secret without quotes is not repeated in messages",
    arguments: [
      "login coderpad@y api_key: SECRETKEY1234", "login coderpad SECRETKEY1234", "login coderpad@y key: SECRETKEY1234",
      "login coursio private_key: SECRETKEY1234, public_key: 1",
    ])
  func unquotedSecretsStayHidden(text: String) throws {
    let path = folder.url.appending(path: "unquoted.eduscript").path()
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    for arguments in [["-c", text], ["run", path], ["check", path], ["check", "--format", "json", path]] {
      let result = try edush(arguments, in: folder.url, environment: [:])
      #expect(result.status != 0 && !(result.output + result.error).contains("SECRETKEY"), "\(arguments): \(result)")
    }
  }

  @Test("The prompt neither shows nor stores a secret")
  func promptKeepsThem() throws {
    // Every other call is refused: a script skips the lines that failed.
    let count = Mutex(0)
    let server = try server { forms in
      let number = count.withLock { count in
        count += 1
        return count
      }
      return SecretEcho.all.first { $0.name == (number.isMultiple(of: 2) ? "200" : "400") }?.answer(forms) ?? []
    }
    let working = folder.url.path()
    let variables = environment(server).merging(["HOME": working, "LANG": "C.UTF-8"]) { $1 }
    let terminal = try PseudoTerminal(
      BuiltProgram.edush, arguments: ["-v"], environment: variables, rows: 40, columns: 120)
    func type(_ line: String) {
      terminal.send(line)
      terminal.send(.enter)
      let isReady = terminal.wait { rows in
        let last = rows.last { !$0.isEmpty } ?? ""
        return last.hasPrefix("edush") && last.hasSuffix(">")
      }
      #expect(isReady, "\(line): \(terminal.rows)")
    }
    #expect(terminal.wait(for: "edush>"), "\(terminal.rows)")
    type("record \(working)/recorded.eduscript")
    terminal.send("login tutrex@asked", .enter)
    #expect(terminal.wait(for: "api_key"), "\(terminal.rows)")
    terminal.send(secrets.parameter.value)
    terminal.send(.enter)
    #expect(terminal.wait(for: "[y/N]"), "\(terminal.rows)")
    type("n")
    for read in Self.reads where !read.hasPrefix("coursio") { type(read) }
    for line in [
      "@1", "@last | tojson", "exchanges", "curl @1", "har @1..@4", "har @1..@4 to \(working)/exchanges.har",
      "diff @1 @2", "explain tutrex.lessons.list", "script @1..@4 to \(working)/script.eduscript", "sessions",
      "replay @2",
    ] { type(line) }
    secrets.expectNone(in: String(decoding: terminal.received, as: UTF8.self), of: "the terminal")
    // Only the user who types it sees the input, and nothing keeps it.
    let keys = "public_key: \"public-key\", private_key: \(secrets.privateKey.quoted)"
    type("login coursio \(keys)")
    type("login coursio entity: \"auth\", method: \"login\", data: {password: \(secrets.password.quoted)}")
    type("login coursio private_key: \(secrets.privateKey.quoted), pu")
    type("coursio.dashboard.read")
    type("har @1..@9 to \(working)/more.har")
    type("script @1..@9 to \(working)/more.eduscript")
    type("edit \(working)/edited.eduscript")
    type("record stop")
    terminal.send("quit", .enter)
    #expect(terminal.exitStatus() == .exited(0), "\(terminal.rows)")
    try secrets.expectNone(inFilesOf: folder.url)
    let seen = try String(contentsOf: home.appending(path: "seen"), encoding: .utf8)
    for tool in ["vault", "secret-tool", "pager", "editor"] { #expect(seen.contains("/planted/\(tool)\0"), "\(tool)") }
    #expect(seen.contains("EDUSH_TUTREX_URL=") && seen.contains("EDUSH_HOME="))
    for file in ["history", "recorded.eduscript", "exchanges.har", "script.eduscript", "more.har", "seen"] {
      #expect(
        ["", ".edush/"].contains { FileManager.default.fileExists(atPath: "\(working)/\($0)\(file)") }, "\(file)")
    }
  }
}
