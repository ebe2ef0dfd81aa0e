import Foundation
import JSON
import Testing

/// `edush webhook listen`: the built binary, with posts from any sender.
@Suite(.serialized)
struct WebhookTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  static let created = #"{"event_name": "scheduled_session.created",  "data": {"id":"52nbekb9ca"}}"#

  @Test("An event is printed, kept, and forwarded with its original body and signature")
  func printsKeepsAndForwards() throws {
    // The second one checks the signature again, which covers the exact bytes.
    let behind = try WebhookListening(in: folder)
    let address = "http://localhost:\(behind.port)/hooks"
    let listening = try WebhookListening(["--save", "events.ndjson", "--forward", address], in: folder)
    #expect(listening.post(Self.created) == 200)
    #expect(listening.wait { $0.lines.count == 1 } && behind.wait { $0.lines.count == 1 }, "\(listening.errors)")
    let event = try Value.parse(try #require(listening.lines.first))
    #expect(event["provider"]?.string == "codementor" && event["signature"]?.string == "valid")
    #expect(event["event_name"]?.string == "scheduled_session.created")
    #expect(event["data"] == ["id": "52nbekb9ca"])
    let file = folder.url.appending(path: "events.ndjson")
    #expect(try String(contentsOf: file, encoding: .utf8) == listening.lines[0] + "\n")
    #expect(try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions] as? Int == 0o600)
    #expect(try Value.parse(try #require(behind.lines.first))["signature"]?.string == "valid")
    #expect(listening.interrupt() == 130)
    #expect(!listening.errors.contains(WebhookListening.secret), "\(listening.errors)")
    #expect(listening.errors.contains("EDUSH_CODEMENTOR_WEBHOOK_SECRET"), "\(listening.errors)")
  }

  @Test("Posts produce the specified results", arguments: ["codementor", "coursepath"])
  func becomes(provider: String) throws {
    let listening = try WebhookListening([provider], in: folder)
    var printed = 0
    for spec in try PostSpec.all().filter({ $0.provider == provider }) {
      let refused = listening.errors.count
      #expect(listening.send(spec.request) == spec.status, "\(spec.body)")
      guard spec.status == 200 else {
        #expect(
          listening.wait { $0.errors.dropFirst(refused).contains(spec.result) }, "\(spec.body)\n\(listening.errors)")
        continue
      }
      printed += 1
      #expect(listening.wait { $0.lines.count == printed })
      let event = try Value.parse(try #require(listening.lines.last))
      #expect("\(event["event_name"]?.string ?? "") \(event["signature"]?.string ?? "")" == spec.result)
    }
    #expect(listening.lines.count == printed)
  }

  @Test("Invalid requests, bodies without an end or a length, and ten megabytes do no harm")
  func survives() throws {
    let listening = try WebhookListening(["codementor", "--path", "/hook"], in: folder)
    let rubbish: [UInt8] = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 131) }
    #expect([0, 400].contains(listening.send(rubbish)))
    #expect(listening.send(Array("GET /hook HTTP/1.0\r\n\r\n".utf8)) == 405)
    #expect(listening.send(Array("POST /other HTTP/1.0\r\n\r\n".utf8)) == 404)
    #expect(listening.send(Array("POST /hook HTTP/1.0\r\n\r\n".utf8)) == 401)
    let chunked = "POST /hook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    #expect([0, 400].contains(listening.send(Array((chunked + "zz\r\n").utf8))))
    let huge = [UInt8](repeating: 0x20, count: 10 << 20)
    let head = "POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(huge.count)\r\n\r\n"
    #expect(listening.send(Array(head.utf8) + huge) == 413)
    let size = String(huge.count, radix: 16)
    #expect(listening.send(Array((chunked + "\(size)\r\n").utf8) + huge + Array("\r\n0\r\n\r\n".utf8)) == 413)
    let signature = "X-Cm-Signature: \(WebhookListening.signature(of: Self.created))\r\n"
    let good =
      "POST /hook?a=1 HTTP/1.0\r\nContent-Length: \(Self.created.utf8.count)\r\n\(signature)\r\n\(Self.created)"
    #expect(listening.send(Array(good.utf8)) == 200)
    #expect(listening.wait { $0.lines.count == 1 })
  }

  @Test("Five hundred concurrent posts are all answered, printed and kept")
  func takesMany() async throws {
    let listening = try WebhookListening(["--save", "many.ndjson", "--count", "500"], in: folder)
    let port = listening.port
    let statuses = await withTaskGroup(of: [String].self) { group in
      for worker in 0..<4 {
        group.addTask { (0..<125).map { Self.answer(worker * 125 + $0, port) } }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(statuses.count { $0.hasPrefix("HTTP/1.1 200") } == 500)
    #expect(listening.status == 0)
    let ids = try listening.lines.map { try Value.parse($0)["data"]?["id"]?.int ?? -1 }
    #expect(Set(ids) == Set(0..<500))
    let kept = try String(contentsOf: folder.url.appending(path: "many.ndjson"), encoding: .utf8)
    #expect(kept == listening.lines.map { $0 + "\n" }.joined())
  }

  @Test("A flood over a few connections is answered, and nothing of it is lost")
  func takesAFlood() async throws {
    let (connections, each) = (4, 500)
    let listening = try WebhookListening(["--save", "flood.ndjson", "--count", "2000"], in: folder)
    let port = listening.port
    let posts = (0..<connections).map { worker in (0..<each).map { Self.post(worker * each + $0, "keep-alive") } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for posts in posts { group.addTask { try KeptConnection.send(posts, port: port) } }
      try await group.waitForAll()
    }
    #expect(listening.status == 0, "\(listening.errors)")
    let ids = try listening.lines.map { try Value.parse($0)["data"]?["id"]?.int ?? -1 }
    #expect(ids.count == connections * each && Set(ids).count == ids.count)
    let kept = try String(contentsOf: folder.url.appending(path: "flood.ndjson"), encoding: .utf8)
    #expect(kept == listening.lines.map { $0 + "\n" }.joined())
  }

  private static func answer(_ id: Int, _ port: Int) -> String {
    (try? LocalSocket.answer(to: post(id, "close"), port: port)) ?? ""
  }

  private static func post(_ id: Int, _ connection: String) -> [UInt8] {
    let body = #"{"event_name":"scheduled_session.created","data":{"id":\#(id)}}"#
    let head = """
      POST / HTTP/1.1\r\nHost: x\r\nConnection: \(connection)\r\nContent-Length: \(body.utf8.count)\r\n\
      X-Cm-Signature: \(WebhookListening.signature(of: body))\r\n\r\n
      """
    return Array((head + body).utf8)
  }

  @Test("Without signatures an unguessable path is suggested, a different one each time")
  func suggestsPaths() throws {
    var paths: Set<Substring> = []
    for _ in 1...2 {
      let listening = try WebhookListening(["coursepath"], in: folder, environment: [:])
      let found = try #require(listening.errors.firstMatch(of: /--path \/([0-9a-z]{26})/))
      paths.insert(found.1)
      #expect(listening.interrupt() == 130)
    }
    #expect(paths.count == 2)
    let own = try WebhookListening(["coursepath", "--path", "/mine"], in: folder, environment: [:])
    #expect(!own.errors.contains("--path"))
    let signed = try WebhookListening(in: folder)
    #expect(!signed.errors.contains("--path"))
  }

  @Test("An event's name is cut like everything that a sender chooses")
  func cutsNames() throws {
    let behind = try WebhookListening(["coursepath"], in: folder, environment: [:])
    let listening = try WebhookListening(
      ["coursepath", "--forward", "http://127.0.0.1:\(behind.port)/"], in: folder, environment: [:])
    #expect(behind.interrupt() == 130)
    let name = String(repeating: "long-name-", count: 1000)
    let body = "event=\(name)%0Aforged"
    let head = "POST / HTTP/1.0\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    #expect(try LocalSocket.answer(to: Array((head + body).utf8), port: listening.port).contains("200 OK"))
    #expect(listening.wait { $0.errors.contains("forwarding long-name-") }, "\(listening.errors)")
    let lines = listening.errors.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 300 && !$0.hasPrefix("forged") }, "\(lines)")
  }

  @Test("Forwarding is a write to the account: a policy that forbids writes forbids it before anything arrives")
  func forwardsByPolicy() throws {
    let refused = try edush(
      ["webhook", "listen", "--read-only", "coursepath", "--port", "0", "--forward", "http://127.0.0.1:9/"],
      in: folder.url)
    #expect(refused.status == 8 && refused.error.contains("coursepath.webhook.forward"), "\(refused.error)")
    try #"{"profiles": {"coursepath": {"policy": {"write": "deny"}}}}"#.write(
      to: folder.url.appending(path: "config.json"), atomically: true, encoding: .utf8)
    let denied = try edush(
      ["webhook", "listen", "coursepath", "--port", "0", "--forward", "http://127.0.0.1:9/"], in: folder.url,
      environment: ["EDUSH_HOME": folder.url.path()])
    #expect(denied.status == 8, "\(denied.error)")
  }

  @Test("An unresponsive forward address is reported, and does not stop printing")
  func saysWhatIsNotForwarded() throws {
    let closed = try WebhookListening(in: folder)
    let address = "http://127.0.0.1:\(closed.port)/"
    #expect(closed.interrupt() == 130)
    let listening = try WebhookListening(["--forward", address], in: folder)
    #expect(listening.post(Self.created) == 200)
    #expect(listening.wait { $0.lines.count == 1 })
    let message = "forwarding scheduled_session.created to \(address) failed"
    #expect(listening.wait { $0.errors.contains(message) }, "\(listening.errors)")
  }

  @Test("Inside a sandbox the command that triggers an event is shown; a dry run forwards nothing")
  func makesEvents() throws {
    let behind = try WebhookListening(in: folder)
    let address = "http://127.0.0.1:\(behind.port)/"
    let words = ["--sandbox", "--dry-run", "--count", "1", "--forward", address]
    let listening = try WebhookListening(words, in: folder, environment: [:])
    #expect(listening.wait { $0.errors.contains("_sandbox/webhook") }, "\(listening.errors)")
    let told = try #require(listening.errors.firstMatch(of: /(curl -d '.*' http:\/\/127\.0\.0\.1:(\d+))(\/\S+)/))
    let body = #"{"event_name": "scheduled_session.created"}"#
    #expect(told.1.contains(body))
    let head = "POST \(told.3) HTTP/1.0\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    #expect(try LocalSocket.answer(to: Array((head + body).utf8), port: Int(told.2) ?? 0).contains("200 OK"))
    #expect(listening.status == 0)
    #expect(listening.lines.first?.contains("scheduled_session.created") == true)
    #expect(listening.errors.contains("would forward scheduled_session.created to \(address)"))
    #expect(behind.lines.isEmpty)
  }

  @Test("The sandbox's events arrive with valid signatures")
  func receivesTheSandboxes() throws {
    let secret = "sandbox-webhook-c2d80b53"
    let listening = try WebhookListening(
      ["--count", "1"], in: folder, environment: ["CODEMENTOR_WEB_SECRET": secret])
    let sandbox = try SandboxProcess(arguments: ["--webhook", "http://127.0.0.1:\(listening.port)/"])
    let confirmed = try edush(
      ["--yes", "-c", "codementor.scheduled_sessions.confirm(\"abc123\")"], in: folder.url,
      environment: sandbox.variables)
    #expect(confirmed.status == 0, "\(confirmed.error)")
    #expect(listening.status == 0)
    #expect(listening.lines.first?.contains(#""event_name":"scheduled_session.confirmed""#) == true)
    #expect(!(listening.lines.joined() + listening.errors).contains(secret))
  }
}

/// A case of `webhooks.spec`.
private struct PostSpec {
  let provider: String
  let signature: String
  let body: String
  let status: Int
  let result: String

  static func all() throws -> [PostSpec] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Specs/webhooks.spec")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return stride(from: 0, to: lines.count - 1, by: 2).map { PostSpec(lines[$0], lines[$0 + 1]) }
  }

  private init(_ post: Substring, _ outcome: Substring) {
    let words = post.split(separator: " ", maxSplits: 2).map(String.init)
    (provider, signature, body) = (words[0], words[1], words.count > 2 ? words[2] : "")
    let parts = outcome.split(separator: " ", maxSplits: 1)
    (status, result) = (Int(parts[0]) ?? 0, String(parts[1]))
  }

  var request: [UInt8] {
    let right = "X-Cm-Signature: \(WebhookListening.signature(of: body))\r\n"
    let headers =
      switch signature {
      case "right": right
      case "twice": right + right
      case "wrong": "X-Cm-Signature: \(WebhookListening.signature(of: body + " "))\r\n"
      default: ""
      }
    let head = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n"
    return Array((head + body).utf8)
  }
}
