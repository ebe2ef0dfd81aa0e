import Calendar
import HTTP
import JSON

/// Exchanges in the HTTP Archive format, version 1.2, for other tools; secrets as they were recorded: replaced.
struct HTTPArchive {
  let value: Value

  init(_ exchanges: [Exchange]) {
    value = [
      "log": [
        "version": "1.2", "creator": ["name": "edush", "version": "1"], "entries": Value(exchanges.map(Self.entry)),
      ]
    ]
  }

  private static func entry(_ exchange: Exchange) -> Value {
    let timings = exchange.response?.timings
    return [
      "startedDateTime": Value(ISOTime.text(exchange.startedAt, .milliseconds)),
      "time": Value(exchange.durationMilliseconds),
      "request": request(exchange.request), "response": response(exchange.response), "cache": [:],
      "timings": [
        "send": 0, "wait": Value(timings?.firstByte ?? 0),
        "receive": Value(max(0, (timings?.total ?? 0) - (timings?.firstByte ?? 0))),
      ],
      "comment": exchange.call.map { Value($0) } ?? Value(exchange.method),
    ]
  }

  private static func request(_ request: Exchange.Message) -> Value {
    var object: Object = [
      "method": Value(request.method), "url": Value(request.url), "httpVersion": "HTTP/1.1", "cookies": [],
      "headers": headers(request.headers), "queryString": query(of: request.url), "headersSize": -1,
      "bodySize": Value(request.bodyLength),
    ]
    if let body = request.body {
      object["postData"] = [
        "mimeType": Value(request.headers["content-type"] ?? ""), "text": Value(String(decoding: body, as: UTF8.self)),
      ]
    }
    return Value(object)
  }

  private static func response(_ response: Exchange.Answer?) -> Value {
    let text = response?.body.map { String(decoding: $0, as: UTF8.self) } ?? ""
    return [
      "status": Value(response?.status ?? 0), "statusText": "", "httpVersion": "HTTP/1.1", "cookies": [],
      "headers": response.map { headers($0.headers) } ?? [], "redirectURL": "", "headersSize": -1,
      "bodySize": Value(response?.bodyLength ?? 0),
      "content": [
        "size": Value(response?.bodyLength ?? 0), "mimeType": Value(response?.headers["content-type"] ?? ""),
        "text": Value(text),
      ],
    ]
  }

  private static func headers(_ headers: Headers) -> Value {
    Value(headers.map { ["name": Value($0.name), "value": Value($0.value)] })
  }

  private static func query(of url: String) -> Value {
    guard let mark = url.firstIndex(of: "?") else { return [] }
    let pairs = url[url.index(after: mark)...].split(separator: "&")
    return Value(
      pairs.map { pair in
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return ["name": Value(String(parts[0])), "value": Value(parts.count > 1 ? String(parts[1]) : "")]
      })
  }
}
