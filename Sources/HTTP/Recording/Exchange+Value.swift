import Calendar
public import JSON

extension Exchange {
  /// The exchange as scripts see it: `{id, provider, profile, method, call, request, response, started_at, duration_ms,
  /// attempts}`.
  ///
  /// A body that is JSON is its value, any other one text, and null where there is none or where it was too long to
  /// keep. `response` is null where none came, and its beginning where it was cut; `started_at` is ISO 8601 in UTC, whole seconds, as `fromdate` reads it.
  ///
  /// An old exchange has no headers or bodies, and `note` says why.
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

  /// A line about it: `{id, at, call, provider, profile, request, status, ms, bytes, attempts}`.
  ///
  /// `call` is the method where the text of the call is not known, `request` the verb, path and query, null where they
  /// are no longer kept, `status` null where no response came, `bytes` the length of the response's body.
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

  /// Why parts of it are missing.
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
  /// An object; fields of one name are joined with a comma, as RFC 9110, 5.3 allows.
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
