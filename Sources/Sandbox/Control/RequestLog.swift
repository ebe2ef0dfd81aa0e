import JSON

/// The latest requests, oldest first.
final class RequestLog {
  private struct Entry {
    let number: Int
    let request: Request
    let bodyBytes: Int
    let time: Double
    var provider: String?
    var endpoint: String?
    var status: Int?
  }

  /// The maximum length of a body to show, in bytes.
  private static let longestBody = 65_536

  private let capacity: Int
  private var entries: [Entry] = []
  private var nextNumber = 1

  init(capacity: Int) {
    self.capacity = min(max(1, capacity), 100_000)
  }

  /// Records a request and returns its number.
  func append(_ request: Request, at time: Double) -> Int {
    if entries.count >= capacity * 2 { entries.removeFirst(entries.count - capacity + 1) }
    let number = nextNumber
    nextNumber += 1
    entries.append(
      Entry(
        number: number, request: request.withBody(atMost: Self.longestBody), bodyBytes: request.body.count, time: time))
    return number
  }

  func update(_ number: Int, provider: String?, endpoint: String?, status: Int?) {
    guard let first = entries.first?.number, number >= first, number - first < entries.count else { return }
    entries[number - first].provider = provider
    entries[number - first].endpoint = endpoint
    entries[number - first].status = status
  }

  func clear() { entries = [] }

  /// The recorded requests as JSON, newest last.
  var value: Value { Value(entries.suffix(capacity).map(Self.value)) }

  private static func value(_ entry: Entry) -> Value {
    var headers = Object()
    for header in entry.request.headers {
      let name = Text(header.name.lowercased())
      let earlier = headers[name]?.string.map { $0 + ", " } ?? ""
      headers[name] = Value(earlier + header.value)
    }
    return [
      "number": Value(entry.number),
      "time": Value(entry.time),
      "method": Value(entry.request.method),
      "path": Value(entry.request.path),
      "query": Value(entry.request.query),
      "headers": Value(headers),
      "body": Value(String(decoding: entry.request.body, as: UTF8.self)),
      "bodyBytes": Value(entry.bodyBytes),
      "provider": entry.provider.map { Value($0) } ?? .null,
      "endpoint": entry.endpoint.map { Value($0) } ?? .null,
      "status": entry.status.map { Value($0) } ?? .null,
    ]
  }
}
