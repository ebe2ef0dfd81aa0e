import Glibc
import Synchronization

/// A self-signed certificate for one name, made by `openssl`.
struct LocalCertificate {
  let folder: String
  var file: String { folder + "/certificate.pem" }
  var key: String { folder + "/key.pem" }

  init(for name: String = "localhost") throws {
    folder = temporaryFolder()
    let maker = try ServerProcess.start(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=\(name)",
        "-addext", "subjectAltName=DNS:\(name)", "-days", "2", "-keyout", folder + "/key.pem", "-out",
        folder + "/certificate.pem",
      ])
    var status: Int32 = 0
    waitpid(maker, &status, 0)
    guard status == 0 else { throw ServerError() }
  }
}

/// A server program on a port of 127.0.0.1 that was free a moment ago.
final class ServerProcess {
  let port: Int
  private let process: pid_t

  /// - Parameters:
  ///   - log: the file for standard output; nil discards it.
  ///   - arguments: a function of the port.
  init(_ program: String, log: String? = nil, arguments: (_ port: Int) -> [String]) throws {
    let probe = try TestServer()
    port = probe.port
    probe.stop()
    process = try Self.start(program, arguments(port), output: log ?? "/dev/null")
    for _ in 0..<500 where !Self.isListening(on: port) { usleep(10_000) }
  }

  /// `openssl s_server`, which answers every request with a page, in HTTP/1.0.
  static func openssl(_ certificate: LocalCertificate) throws -> ServerProcess {
    try ServerProcess("openssl") { port in
      [
        "s_server", "-quiet", "-www", "-accept", "127.0.0.1:\(port)", "-cert", certificate.file, "-key",
        certificate.key,
      ]
    }
  }

  func stop() {
    var status: Int32 = 0
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }

  static func isListening(on port: Int) -> Bool {
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

  /// Starts a program from the PATH.
  static func start(_ program: String, _ arguments: [String], output: String = "/dev/null") throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in [Int32(0), 2] { posix_spawn_file_actions_addopen(&actions, file, "/dev/null", O_RDWR, 0) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, program, &actions, nil, &words, environ) == 0 else { throw ServerError() }
    return process
  }
}

/// Strings that threads append to.
final class HeadList: Sendable {
  private let list = Mutex<[String]>([])

  var all: [String] { list.withLock { $0 } }

  func add(_ head: String) { list.withLock { $0.append(head) } }
}

/// A proxy that connects every tunnel to one port of this machine and keeps the requests it receives.
final class TunnelProxy: Sendable {
  private let listener: Int32
  let port: Int
  private let target: Int
  private let heads = HeadList()

  init(to target: Int) throws {
    self.target = target
    (listener, port) = try HandshakeListener.bound()
    guard listen(listener, 16) == 0 else { throw ServerError() }
    startTestThread { [listener, heads, target] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        startTestThread { Self.serve(connection, target, heads) }
      }
      close(listener)
    }
  }

  /// The heads of the requests to the proxy itself.
  var requests: [String] { heads.all }

  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func serve(_ connection: Int32, _ target: Int, _ heads: HeadList) {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while head.suffix(4) != [13, 10, 13, 10], head.count < 10_000, recv(connection, &byte, 1, 0) == 1 {
      head.append(byte)
    }
    heads.add(String(decoding: head, as: UTF8.self))
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(target).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    _ = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    let answer = Array("HTTP/1.1 200 Connected\r\n\r\n".utf8)
    _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
    startTestThread { pass(from: connection, to: server) }
    pass(from: server, to: connection)
    for socket in [connection, server] { shutdown(socket, Int32(SHUT_RDWR)) }
  }

  private static func pass(from source: Int32, to destination: Int32) {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = recv(source, &chunk, chunk.count, 0), count > 0 {
      var rest = chunk[..<count]
      while !rest.isEmpty {
        let sent = rest.withUnsafeBytes { send(destination, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent > 0 else { return }
        rest = rest.dropFirst(sent)
      }
    }
    shutdown(destination, Int32(SHUT_WR))
  }
}
