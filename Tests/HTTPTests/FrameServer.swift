import Glibc
import Synchronization

/// An HTTP/2 server that refuses every stream and counts them, with hand-made frames over `openssl s_server`.
final class FrameServer: Sendable {
  /// How a stream is refused, so that the client may assume it was not processed.
  enum Refusal: CaseIterable {
    /// RST_STREAM with REFUSED_STREAM.
    case stream
    /// GOAWAY that acknowledges no stream.
    case goAway
  }

  let port: Int
  private let process: pid_t
  private let ends: (input: Int32, output: Int32)
  private let refusal: Refusal
  private let counts = Mutex((streams: 0, heads: 0))

  /// The number of streams that clients opened.
  var streams: Int { counts.withLock { $0.streams } }
  /// The number of HTTP/1.1 requests, which are answered by closing the connection.
  var heads: Int { counts.withLock { $0.heads } }

  init(_ certificate: LocalCertificate, _ refusal: Refusal) throws {
    let probe = try TestServer()
    port = probe.port
    probe.stop()
    self.refusal = refusal
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0, pipe(&output) == 0 else { throw ServerError() }
    for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ends = (input[1], output[0])
    process = try Self.start(
      [
        "openssl", "s_server", "-quiet", "-alpn", "h2,http/1.1", "-accept", "127.0.0.1:\(port)", "-cert",
        certificate.file, "-key", certificate.key,
      ], input: input[0], output: output[1])
    close(input[0])
    close(output[1])
    for _ in 0..<1000 where !ServerProcess.isListening(on: port) { usleep(10_000) }
    startTestThread { self.serve() }
  }

  func stop() {
    var status: Int32 = 0
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    close(ends.input)
  }

  private func serve() {
    while let start = read(4) {
      if start == Array("PRI ".utf8) {
        guard read(20) != nil else { break }
        // Our settings, and the acknowledgement of theirs.
        write([0, 0, 0, 4, 0, 0, 0, 0, 0] + [0, 0, 0, 4, 1, 0, 0, 0, 0])
      } else if start == Array("POST".utf8) {
        counts.withLock { $0.heads += 1 }
        break
      } else {
        guard let rest = read(5), read(start.prefix(3).reduce(0) { $0 << 8 | Int($1) }) != nil else { break }
        if start[3] == 1 { refuse(Array(rest.suffix(4))) }
      }
    }
    close(ends.output)
    // The client of an old library waits for a response that never comes.
    if heads > 0 { kill(process, SIGKILL) }
  }

  private func refuse(_ stream: [UInt8]) {
    counts.withLock { $0.streams += 1 }
    switch refusal {
    case .stream: write([0, 0, 4, 3, 0] + stream + [0, 0, 0, 7])
    case .goAway: write([0, 0, 8, 7, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0])
    }
  }

  private func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(count, 1))
    while bytes.count < count {
      let found = Glibc.read(ends.output, &chunk, count - bytes.count)
      guard found > 0 else { return nil }
      bytes += chunk[..<found]
    }
    return bytes
  }

  private func write(_ bytes: [UInt8]) {
    _ = Glibc.write(ends.input, bytes, bytes.count)
  }

  private static func start(_ words: [String], input: Int32, output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, words[0], &actions, nil, &pointers, environ) == 0 else { throw ServerError() }
    return process
  }
}
