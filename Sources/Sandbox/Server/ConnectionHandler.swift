import NIOCore
import NIOHTTP1

/// Collects the requests of one connection and writes the responses.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// The maximum length of a body; a longer one is refused with 413.
  private static let longestBody = 16 << 20

  private let dispatcher: Dispatcher
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var isTooLong = false

  init(_ dispatcher: Dispatcher) {
    self.dispatcher = dispatcher
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head, context)
    case .body(let buffer): collect(buffer)
    case .end: finish(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    self.head = head
    body = []
    isTooLong = false
    guard head.headers.first(name: "expect")?.lowercased() == "100-continue" else { return }
    let interim = HTTPResponseHead(version: head.version, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
  }

  private func collect(_ buffer: ByteBuffer) {
    isTooLong = isTooLong || body.count + buffer.readableBytes > Self.longestBody
    if !isTooLong { body.append(contentsOf: buffer.readableBytesView) }
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let delivery = isTooLong ? Delivery.tooLong : dispatcher.delivery(for: request(head))
    body = []
    guard delivery.delayInMilliseconds > 0 else { return send(delivery, to: head, context) }
    let channel = context.channel
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(delivery.delayInMilliseconds))) {
      if channel.isActive { self.send(delivery, to: head, context) }
    }
  }

  private func request(_ head: HTTPRequestHead) -> Request {
    let headers = head.headers.map { (name: $0.name, value: $0.value) }
    return Request(method: head.method.rawValue, target: head.uri, headers: headers, body: body)
  }

  private func send(_ delivery: Delivery, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch delivery.manner {
    case .whole: writeWhole(delivery.answer, to: head, context)
    case .truncated: writeHalf(delivery.answer, to: head, context)
    case .cut: context.close(promise: nil)
    case .hang: break
    }
  }

  private func writeWhole(_ answer: Answer, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    writeStart(answer, answer.body[...], to: request, context, staysOpen: request.isKeepAlive)
    let channel = context.channel
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !request.isKeepAlive { written.whenComplete { _ in channel.close(promise: nil) } }
  }

  private func writeHalf(_ answer: Answer, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    writeStart(answer, answer.body.prefix(answer.body.count / 2), to: request, context, staysOpen: false)
    context.flush()
    context.close(promise: nil)
  }

  private func writeStart(
    _ answer: Answer, _ body: ArraySlice<UInt8>, to request: HTTPRequestHead, _ context: ChannelHandlerContext,
    staysOpen: Bool
  ) {
    let head = HTTPResponseHead(
      version: request.version, status: HTTPResponseStatus(statusCode: answer.status),
      headers: headers(of: answer, staysOpen: staysOpen))
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    guard !body.isEmpty, request.method != .HEAD else { return }
    let buffer = context.channel.allocator.buffer(bytes: body)
    context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
  }

  private func headers(of answer: Answer, staysOpen: Bool) -> HTTPHeaders {
    var headers = HTTPHeaders()
    if !answer.contentType.isEmpty { headers.add(name: "Content-Type", value: answer.contentType) }
    for header in answer.headers { headers.add(name: header.name, value: header.value) }
    if answer.status != 204 { headers.add(name: "Content-Length", value: String(answer.body.count)) }
    headers.add(name: "Connection", value: staysOpen ? "keep-alive" : "close")
    return headers
  }
}
