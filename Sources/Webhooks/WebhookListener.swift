import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Why a listener could not start.
public struct ListenerError: Error, CustomStringConvertible, Sendable {
  /// The reason.
  public let description: String
}

/// Accepts POST requests on 127.0.0.1 and responds to each at once.
///
///     let listener = WebhookListener(ListenerConfiguration(port: 0)) { post in Reply(200, "thank you") }
///     let port = try listener.start()
///     // curl -d '{}' http://127.0.0.1:PORT/
///     listener.stop()
///
/// A single thread, started by `start`, serves all connections.
public final class WebhookListener: Sendable {
  private let configuration: ListenerConfiguration
  private let reception: Reception
  private let group = Mutex<MultiThreadedEventLoopGroup?>(nil)
  private let connections = Atomic(0)

  /// Creates a listener, which does not listen until `start`.
  ///
  /// - Parameters:
  ///   - refused: called for requests that are refused: too long, too slow, or with another path or method.
  ///   - answer: called on the listener's thread, one request after another; it must not block.
  public init(
    _ configuration: ListenerConfiguration, refused: @escaping @Sendable (Reply) -> Void = { _ in },
    answer: @escaping @Sendable (Post) -> Reply
  ) {
    self.configuration = configuration
    reception = Reception(answer: answer, refused: refused)
  }

  deinit { stop() }

  /// Starts to listen and returns the port.
  public func start() throws(ListenerError) -> Int {
    guard (0...65_535).contains(configuration.port) else {
      throw ListenerError(description: "\(configuration.port) is not a valid port")
    }
    let started = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let channel = try bootstrap(started).bind(host: "127.0.0.1", port: configuration.port).wait()
      group.withLock { $0 = started }
      return channel.localAddress?.port ?? configuration.port
    } catch {
      try? started.syncShutdownGracefully()
      throw ListenerError(description: Self.reason(error, configuration.port))
    }
  }

  /// Closes the port and all connections; a request that is being handled is completed first.
  public func stop() {
    let stopped = group.withLock { group in
      defer { group = nil }
      return group
    }
    try? stopped?.syncShutdownGracefully()
  }

  private func bootstrap(_ group: MultiThreadedEventLoopGroup) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          guard admit(channel) else { throw ListenerError(description: "too many connections") }
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
          try channel.pipeline.syncOperations.addHandler(PostHandler(reception, configuration))
        }
      }
  }

  /// Counts a connection until it closes; returns false if the limit is reached.
  private func admit(_ channel: any Channel) -> Bool {
    guard connections.load(ordering: .relaxed) < configuration.connectionLimit else { return false }
    connections.add(1, ordering: .relaxed)
    channel.closeFuture.whenComplete { [self] _ in connections.subtract(1, ordering: .relaxed) }
    return true
  }

  private static func reason(_ error: any Error, _ port: Int) -> String {
    guard let error = error as? IOError else { return "cannot listen on port \(port): \(error)" }
    switch error.errnoCode {
    case EADDRINUSE: return "port \(port) is taken"
    case EACCES: return "port \(port) needs root"
    default: return "cannot listen on port \(port): \(String(cString: strerror(error.errnoCode)))"
    }
  }
}
