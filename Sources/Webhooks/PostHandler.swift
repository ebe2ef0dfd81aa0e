import NIOCore
import NIOHTTP1

/// The handlers shared by all connections.
struct Reception: Sendable {
  let answer: @Sendable (Post) -> Reply
  /// Called for requests that are refused without calling `answer`.
  let refused: @Sendable (Reply) -> Void
}

/// Handles one connection: collects requests, responds to each at once, and closes the connection if the sender is too
/// slow.
final class PostHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let reception: Reception
  private let patience: TimeAmount
  private var collector: PostCollector
  private var deadline: Scheduled<Void>?

  init(_ reception: Reception, _ configuration: ListenerConfiguration) {
    self.reception = reception
    patience = .seconds(Int64(configuration.patience))
    collector = PostCollector(configuration)
  }

  func handlerAdded(context: ChannelHandlerContext) { waitPatiently(context) }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let buffer): collector.append(buffer.readableBytesView)
    case .end: finish(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch collector.begin(head) {
    case .nothing: break
    case .encourage:
      let interim = HTTPResponseHead(version: head.version, status: .continue)
      context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
    case .refuse(let reply):
      _ = collector.finish()
      reception.refused(reply)
      send(reply, to: head, context, staysOpen: false)
    }
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let (head, outcome) = collector.finish() else { return }
    let reply: Reply
    switch outcome {
    case .post(let post): reply = reception.answer(post)
    case .refusal(let refusal):
      reception.refused(refusal)
      reply = refusal
    }
    send(reply, to: head, context, staysOpen: head.isKeepAlive)
    waitPatiently(context)
  }

  private func waitPatiently(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.losePatience(context) }
  }

  private func losePatience(_ context: ChannelHandlerContext) {
    guard let (head, _) = collector.finish() else { return context.close(promise: nil) }
    let reply = Reply(408, "the request was not whole in time")
    reception.refused(reply)
    send(reply, to: head, context, staysOpen: false)
  }

  private func send(
    _ reply: Reply, to request: HTTPRequestHead, _ context: ChannelHandlerContext, staysOpen: Bool
  ) {
    let body = Array((reply.text + "\n").utf8)
    var headers: HTTPHeaders = [
      "Content-Type": "text/plain; charset=utf-8", "Content-Length": String(body.count),
      "Connection": staysOpen ? "keep-alive" : "close",
    ]
    if reply.status == 405 { headers.add(name: "Allow", value: "POST") }
    let head = HTTPResponseHead(
      version: request.version, status: HTTPResponseStatus(statusCode: reply.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: body)))), promise: nil)
    }
    let channel = context.channel
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !staysOpen { written.whenComplete { _ in channel.close(promise: nil) } }
  }
}
