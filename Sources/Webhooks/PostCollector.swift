import NIOCore
import NIOHTTP1

/// Assembles the parts of successive requests. Does no I/O itself.
struct PostCollector {
  /// How to respond to the head of a request.
  enum Step: Equatable {
    case nothing
    /// Send `100 Continue`, which the sender waits for.
    case encourage
    /// Refuse at once, because the sender waits for `100 Continue`.
    case refuse(Reply)
  }

  /// The result of a request.
  enum Outcome {
    case post(Post)
    case refusal(Reply)
  }

  private let configuration: ListenerConfiguration
  private(set) var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var refusal: Reply?

  init(_ configuration: ListenerConfiguration) {
    self.configuration = configuration
  }

  mutating func begin(_ head: HTTPRequestHead) -> Step {
    self.head = head
    body = []
    refusal = objection(to: head)
    guard head.headers.first(name: "expect")?.lowercased() == "100-continue" else { return .nothing }
    return refusal.map { .refuse($0) } ?? .encourage
  }

  mutating func append(_ bytes: ByteBufferView) {
    guard refusal == nil else { return }
    guard body.count + bytes.count <= configuration.bodyLimit else {
      body = []
      refusal = tooLong
      return
    }
    body.append(contentsOf: bytes)
  }

  /// Ends the request; nil if none has begun.
  mutating func finish() -> (head: HTTPRequestHead, outcome: Outcome)? {
    guard let head else { return nil }
    defer {
      self.head = nil
      body = []
    }
    if let refusal { return (head, .refusal(refusal)) }
    let headers = head.headers.map { (name: $0.name, value: $0.value) }
    return (head, .post(Post(target: head.uri, headers: headers, body: body)))
  }

  private func objection(to head: HTTPRequestHead) -> Reply? {
    guard !Self.isFromPage(head.headers) else { return Reply(403, "web pages cannot send webhooks") }
    if let path = configuration.path, head.uri.prefix(while: { $0 != "?" }) != path {
      return Reply(404, "no listener at this path")
    }
    guard head.method == .POST else { return Reply(405, "webhooks are POSTs") }
    let length = head.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    return length > configuration.bodyLimit ? tooLong : nil
  }

  /// Whether a browser sent it for a web page; any page on this machine can cause such requests (Fetch Metadata; Fetch,
  /// 3.1).
  private static func isFromPage(_ headers: HTTPHeaders) -> Bool {
    headers.contains(name: "origin") || headers["sec-fetch-site"].contains { $0 != "none" }
  }

  private var tooLong: Reply { Reply(413, "the body is longer than \(configuration.bodyLimit) bytes") }
}
