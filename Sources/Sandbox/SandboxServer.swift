import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Why a sandbox could not start.
public struct SandboxError: Error, CustomStringConvertible, Sendable {
  /// What is wrong.
  public let description: String
}

/// Simulates the five APIs on 127.0.0.1 according to their documents.
///
///     let sandbox = SandboxServer(configuration: SandboxConfiguration())
///     let addresses = try sandbox.start()
///     // GET \(addresses.coderpad)/api/pads with sandbox.credentials.coderPadKey
///     sandbox.stop()
///
/// A single thread serves all requests in sequence. A provider's data is generated at its first request.
public final class SandboxServer: Sendable {
  private struct Running {
    let group: MultiThreadedEventLoopGroup
    let addresses: SandboxAddresses
    let dispatcher: NIOLoopBound<Dispatcher>
  }

  /// The configuration of the sandbox.
  public let configuration: SandboxConfiguration
  /// The credentials that the sandbox accepts.
  public let credentials = SandboxCredentials()
  private let running = Mutex<Running?>(nil)

  /// Creates a sandbox without starting it.
  public init(configuration: SandboxConfiguration = SandboxConfiguration()) {
    self.configuration = configuration
  }

  deinit { stop() }

  /// Starts the server and returns its addresses. Does nothing if it is already running.
  public func start() throws -> SandboxAddresses {
    try running.withLock { running in
      if let running { return running.addresses }
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      do {
        let started = try Self.listen(on: group, configuration, credentials)
        running = started
        return started.addresses
      } catch {
        try? group.syncShutdownGracefully()
        throw SandboxError(description: "cannot start the sandbox: \(reason(error))")
      }
    }
  }

  private func reason(_ error: any Error) -> String {
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: "port \(configuration.port) is taken; end what listens there, or choose another"
    case EACCES: "port \(configuration.port) needs root; choose one above 1023"
    case let code?: "port \(configuration.port): \(String(cString: strerror(code)))"
    case nil: "\(error)"
    }
  }

  /// Sets the URL for a provider's events; nil sends none. Throws if the URL is not on this machine.
  public func sendWebhooks(of provider: WebhookProvider = .codementor, to url: String?) throws {
    let address = try url.map { try WebhookAddress(checking: $0) }
    guard let running = running.withLock(\.self) else { return }
    try running.group.next().submit { running.dispatcher.value.premises.webhooks[provider].address = address }.wait()
  }

  /// Closes all connections and the port. State in memory is lost; a data file is complete.
  public func stop() {
    let stopped = running.withLock { running in
      defer { running = nil }
      return running
    }
    try? stopped?.group.syncShutdownGracefully()
  }

  private static func listen(
    on group: MultiThreadedEventLoopGroup, _ configuration: SandboxConfiguration, _ credentials: SandboxCredentials
  ) throws -> Running {
    guard (0...65535).contains(configuration.port) else {
      throw SandboxError(description: "port \(configuration.port) does not exist")
    }
    let loop = group.next()
    let dispatcher = try loop.submit {
      let premises = try Premises(configuration: configuration, credentials: credentials, loop: loop)
      return NIOLoopBound(Dispatcher(premises), eventLoop: loop)
    }.wait()
    let channel = try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
          try channel.pipeline.syncOperations.addHandler(ConnectionHandler(dispatcher.value))
        }
      }
      .bind(host: "127.0.0.1", port: configuration.port).wait()
    let addresses = SandboxAddresses(port: channel.localAddress?.port ?? configuration.port)
    try loop.submit { dispatcher.value.premises.origin = addresses.origin }.wait()
    return Running(group: group, addresses: addresses, dispatcher: dispatcher)
  }
}
