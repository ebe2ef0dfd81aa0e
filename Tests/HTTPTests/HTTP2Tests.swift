import Glibc
import HTTP
import Query
import Testing

/// Against `nghttpd`, which speaks only HTTP/2.
@Suite struct HTTP2Tests {
  private let certificate: LocalCertificate
  private let server: ServerProcess
  private let log: String

  init() throws {
    certificate = try LocalCertificate()
    let certificate = certificate
    for number in 0..<30 { try Self.write("answer \(number)", to: "\(certificate.folder)/\(number)") }
    log = certificate.folder + "/log"
    server = try ServerProcess("/usr/sbin/nghttpd", log: log) { port in
      [
        "-v", "-a", "127.0.0.1", "-d", certificate.folder, "--echo-upload", String(port), certificate.key,
        certificate.file,
      ]
    }
  }

  private static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw ServerError() }
    fputs(text, file)
    fclose(file)
  }

  private func request(_ method: String = "GET", _ path: String, body: Body = .none) throws -> Request {
    var request = Request(
      method: method, base: try BaseURL("https://localhost:\(server.port)"), path: [path], body: body,
      context: CallContext(Account("test"), method: "things.get", risk: method == "GET" ? .read : .write))
    request.headers.setSecret("X-Token", Secret("credential"))
    request.plan.timeouts = Timeouts(connect: 5000, idle: 5000, total: 10_000)
    return request
  }

  private var trusting: CurlClient { client { $0.certificateFile = certificate.file } }

  /// The connections on which the server received requests.
  private func connections() throws -> Set<Substring> {
    guard let file = fopen(log, "r") else { throw ServerError() }
    defer { fclose(file) }
    var text = ""
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      text += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    return Set(
      text.split(separator: "\n").filter { $0.contains("recv HEADERS") }.compactMap { line in
        line.firstMatch(of: /\[id=(\d+)\]/)?.1
      })
  }

  @Test func `HTTP 2 works: status, headers, response bodies and request bodies`() throws {
    defer { server.stop() }
    let client = trusting
    let response = try client.send(request("GET", "7"))
    #expect(response.status == 200 && response.body == Array("answer 7".utf8))
    #expect(response.headers["server"]?.hasPrefix("nghttpd") == true)
    #expect(response.timings.tls > 0)
    #expect(try client.send(request("GET", "missing")).status == 404)
    let body = Array(repeating: UInt8(0x61), count: 300_000)
    #expect(try client.send(request("POST", "x", body: .raw(contentType: "a/b", bytes: body))).body == body)
  }

  @Test func `Consecutive requests share a connection, with or without HTTP 2`() throws {
    defer { server.stop() }
    let client = trusting
    for number in 0..<30 {
      #expect(try client.send(request("GET", "\(number)")).body == Array("answer \(number)".utf8))
    }
    #expect(try connections().count == 1)
  }

  @Test func `Concurrent requests each get their own response`() throws {
    defer { server.stop() }
    let client = trusting
    let results = Results()
    for number in 0..<30 {
      let request = try request("GET", "\(number)")
      startTestThread {
        let response = try? client.send(request)
        results.add(response?.body == Array("answer \(number)".utf8))
      }
    }
    #expect(results.wait(for: 30).allSatisfy { $0 })
  }

  @Test func `A response beyond the limit is an error, and its connection stays usable`() throws {
    defer { server.stop() }
    let client = client {
      $0.certificateFile = certificate.file
      $0.bodyLimit = 1000
    }
    let body = Body.raw(contentType: "a/b", bytes: Array(repeating: 0x61, count: 100_000))
    #expect(client.failure(try request("POST", "x", body: body))?.kind == .tooLarge)
    #expect(try client.send(request("GET", "3")).status == 200)
  }

  @Test func `A server that has gone away means that nothing was sent`() throws {
    let client = trusting
    #expect(try client.send(request("GET", "1")).status == 200)
    server.stop()
    let error = try #require(client.failure(try request("POST", "x", body: .json([0x7B, 0x7D]))))
    #expect(error.kind == .notConnected && error.sent == .no, "\(error)")
  }
}
