import Calendar
public import JSON

extension Exchange {
  /// The exchange as scripts see it: `{id, provider, profile, method, call, request, response, started_at, duration_ms,
  /// attempts}`.
  ///
  /// A JSON body is a value, any other body is text; it is null if there is none or if it was too long to record.
  /// `response` is null without a response, and its beginning if it was truncated. `started_at` is ISO 8601 in UTC with
  /// whole seconds, as `fromdate` expects.
  ///
  /// An old exchange has no headers or bodies; `note` explains why.
  public var value: Value {
    var object: Object = [
      "id": Value(id), "provider": Value(provider), "profile": profile.map { Value($0) } ?? .null,
      "method": Value(method), "call": call.map { Value($0) } ?? .null, "request": request.value,
      "response": received?.value ?? .null, "started_at": Value(ISOTime.text(startedAt)),
      "duration_ms": Value((durationMilliseconds * 10).rounded() / 10), "attempts": Value(attempts.count),
    ]
    if beginning != nil { object["note"] = "the response is incomplete" }
    if let note { object["note"] = Value(note) }
    return Value(object)
  }

  /// A summary of the exchange: `{id, at, call, provider, profile, request, status, ms, bytes, attempts}`.
  ///
  /// `call` is the method if the text of the call is not known. `request` is the method, path and query, or null if no
  /// longer kept. `status` is null without a response. `bytes` is the length of the response body.
  public var summary: Value {
    [
      "id": Value(id), "at": Value(ISOTime.text(startedAt)), "call": Value(call ?? "\(provider).\(method)"),
      "provider": Value(provider), "profile": profile.map { Value($0) } ?? .null,
      "request": isAbridged ? .null : Value("\(request.method) \(request.target)"),
      "status": response.map { Value($0.status) } ?? .null,
      "ms": Value((durationMilliseconds * 10).rounded() / 10), "bytes": Value(response?.bodyLength ?? 0),
      "attempts": Value(attempts.count),
    ]
  }

  /// Why parts of the exchange are missing.
  public var note: String? {
    if isAbridged { return "the URL, headers and bodies of this exchange are no longer kept" }
    return lacksBodies ? "bodies of this exchange are too long or no longer kept" : nil
  }
}

extension Exchange.Message {
  /// The path and query of the URL.
  public var target: String {
    guard let scheme = url.ranges(of: "://").first, let path = url[scheme.upperBound...].firstIndex(of: "/") else {
      return url
    }
    return String(url[path...])
  }

  fileprivate var value: Value {
    ["method": Value(method), "url": Value(url), "headers": headers.value, "body": bodyValue(body, headers)]
  }
}

extension Exchange.Answer {
  fileprivate var value: Value {
    ["status": Value(status), "headers": headers.value, "body": bodyValue(body, headers)]
  }
}

extension Headers {
  /// The headers as an object. Fields with the same name are joined by commas (RFC 9110, 5.3).
  fileprivate var value: JSON.Value {
    var object = Object()
    for field in fields {
      let name = Text(field.name)
      let value = object[name]?.string.map { $0 + ", " + field.value } ?? field.value
      object[name] = JSON.Value(value)
    }
    return JSON.Value(object)
  }
}

private func bodyValue(_ body: [UInt8]?, _ headers: Headers) -> Value {
  guard let body, !body.isEmpty else { return .null }
  let isForm = headers["content-type"]?.lowercasedASCII.hasPrefix("application/x-www-form-urlencoded") ?? false
  if !isForm, let value = try? Value.parse(utf8: body) { return value }
  return Value(String(decoding: body, as: UTF8.self))
}
