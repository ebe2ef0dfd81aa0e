import NIOCore
import NIOHTTP1
import NIOPosix

/// Why a webhook was not received.
enum WebhookError: Error { case closed, timedOut }

/// A POST of an event.
struct WebhookPost: Sendable {
  static let timeout = TimeAmount.seconds(5)

  let address: WebhookAddress
  /// The headers specific to the event.
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  /// Sends the event on a new connection; the result is the receiver's status.
  func send(on loop: any EventLoop) -> EventLoopFuture<Int> {
    let status = loop.makePromise(of: Int.self)
    let post = self
    ClientBootstrap(group: loop)
      .connectTimeout(Self.timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          try channel.pipeline.syncOperations.addHandler(WebhookExchange(post, status))
        }
      }
      .connect(host: address.host, port: address.port)
      .whenFailure { status.fail($0) }
    loop.scheduleTask(in: Self.timeout) { status.fail(WebhookError.timedOut) }
    return status.futureResult
  }

  var head: HTTPRequestHead {
    var fields: HTTPHeaders = [
      "Host": "\(address.host):\(address.port)", "Content-Length": String(body.count), "User-Agent": "edush-sandbox",
      "Connection": "close",
    ]
    for (name, value) in headers { fields.add(name: name, value: value) }
    return HTTPRequestHead(version: .http1_1, method: .POST, uri: address.target, headers: fields)
  }
}

/// Writes the event after connecting, and waits for the status line of the response.
final class WebhookExchange: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart
  typealias OutboundOut = HTTPClientRequestPart

  private let post: WebhookPost
  private let status: EventLoopPromise<Int>

  init(_ post: WebhookPost, _ status: EventLoopPromise<Int>) {
    self.post = post
    self.status = status
  }

  func channelActive(context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(post.head)), promise: nil)
    let buffer = context.channel.allocator.buffer(bytes: post.body)
    context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): status.succeed(Int(head.status.code))
    case .body: break
    case .end: context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    status.fail(WebhookError.closed)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    status.fail(error)
    context.close(promise: nil)
  }
}
