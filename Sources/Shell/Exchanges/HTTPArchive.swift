import Calendar
import HTTP
import JSON

/// Exports exchanges in the HTTP Archive format (HAR) 1.2. Secrets are redacted, as in the log.
struct HTTPArchive {
  let value: Value

  /// - Parameter version: the version of edush.
  init(_ exchanges: [Exchange], version: String) {
    value = [
      "log": [
        "version": "1.2", "creator": ["name": "edush", "version": Value(version)],
        "entries": Value(exchanges.map(Self.entry)),
      ]
    ]
  }

  private static func entry(_ exchange: Exchange) -> Value {
    let timings = HTTPArchiveTimings(exchange)
    return [
      "startedDateTime": Value(ISOTime.text(exchange.startedAt, .milliseconds)), "time": Value(timings.sum),
      "request": request(exchange.request), "response": response(exchange.received), "cache": [:],
      "timings": timings.value, "comment": Value(comment(exchange)),
    ]
  }

  /// The call, and why there is no response.
  private static func comment(_ exchange: Exchange) -> String {
    let call = exchange.call ?? exchange.method
    switch exchange.outcome {
    case .answered: return call
    case .pending: return "\(call); no response yet"
    case .failed(let error): return "\(call); \(error.message)"
    }
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
      "status": Value(response?.status ?? 0), "statusText": Value(response?.reasonPhrase ?? ""),
      "httpVersion": "HTTP/1.1", "cookies": [],
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

/// The timings of the last attempt in milliseconds, as HAR requires: -1 for phases that did not happen, and `time` as
/// the sum. Earlier attempts and waits are `blocked`.
private struct HTTPArchiveTimings {
  let value: Value
  let sum: Double

  init(_ exchange: Exchange) {
    let timings = exchange.received?.timings ?? Timings()
    func rounded(_ milliseconds: Double) -> Double { (max(0, milliseconds) * 1000).rounded() / 1000 }
    func duration(_ phase: Timings.Phase) -> Double { rounded(timings.span(of: phase).duration) }
    let (lookup, connect, tls) = (duration(.dns), duration(.connect), duration(.tls))
    // An attempt without a response waited for one until it ended.
    let failed = exchange.received == nil ? (exchange.attempts.last?.duration ?? 0) * 1000 : 0
    let (wait, receive) = (duration(.wait) + rounded(failed), duration(.receive))
    let blocked = rounded(exchange.durationMilliseconds - lookup - connect - tls - wait - receive)
    // HAR counts `ssl` as part of `connect`.
    value = [
      "blocked": Value(blocked), "dns": lookup > 0 ? Value(lookup) : -1,
      "connect": connect + tls > 0 ? Value(connect + tls) : -1, "ssl": tls > 0 ? Value(tls) : -1, "send": 0,
      "wait": Value(wait), "receive": Value(receive),
    ]
    sum = ((blocked + lookup + connect + tls + wait + receive) * 1000).rounded() / 1000
  }
}
