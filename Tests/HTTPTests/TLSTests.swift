import Glibc
import HTTP
import Testing

/// Against `openssl s_server`, where there is one.
@Suite(.enabled(if: access("/usr/bin/openssl", X_OK) == 0)) struct TLSTests {
  private func get(_ url: String, certificateFile: String?) throws -> Result<Int, TransportError> {
    var request = Request(
      method: "GET", base: try BaseURL(url), context: CallContext(provider: "p", method: "m", risk: .read))
    request.timeouts = Timeouts(connect: 3000, idle: 3000, total: 5000)
    return Result { () throws(TransportError) in
      try client { $0.certificateFile = certificateFile }.send(request).status
    }
  }

  @Test func `A certificate must be trusted and name the host`() throws {
    let server = try TLSServer()
    defer { server.stop() }
    #expect(try get(server.url, certificateFile: server.certificate).get() == 200)
    for (url, file) in [(server.url, nil), ("https://127.0.0.1:\(server.port)", server.certificate)] {
      let result = try get(url, certificateFile: file)
      guard case .failure(let error) = result else { throw ServerError() }
      #expect(error.kind == .tls)
      #expect(error.sent == .no)
    }
  }

  @Test func `A file of certificates that is not there is an error, not a way around`() throws {
    let server = try TLSServer()
    defer { server.stop() }
    let result = try get(server.url, certificateFile: "/nowhere.pem")
    guard case .failure(let error) = result else { throw ServerError() }
    #expect(error.kind == .tls)
  }
}

/// A server process with a certificate for `localhost` that nobody has signed.
private final class TLSServer {
  let port: Int
  let certificate: String
  private var process: pid_t = 0

  init() throws {
    // A port that was just free.
    let probe = try TestServer()
    port = probe.port
    probe.stop()
    let folder = temporaryFolder()
    certificate = folder + "/certificate.pem"
    let files = ["-keyout", folder + "/key.pem", "-out", certificate]
    var status: Int32 = 0
    let maker = try Self.start(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-days", "2",
      ] + files)
    waitpid(maker, &status, 0)
    process = try Self.start(
      ["s_server", "-quiet", "-www", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key", folder + "/key.pem"])
    for _ in 0..<200 where !isListening { usleep(10_000) }
  }

  var url: String { "https://localhost:\(port)" }

  func stop() {
    var status: Int32 = 0
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }

  private var isListening: Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private static func start(_ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [Int32(0), 1, 2] { posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0) }
    var words = (["openssl"] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/usr/bin/openssl", &actions, nil, &words, environ) == 0 else { throw ServerError() }
    return process
  }
}
