import HTTP
import JSON
import Query

/// What a call sends, below the base URL and before it is encoded; pages change it.
struct MeantRequest: Sendable {
  var verb: String
  var path: [String]
  var query: [(name: String, value: String)] = []
  /// The members of the body; nil where there is none.
  var body: Object?
  /// A body that is no object, of `request`.
  var other: Body?
  var headers: [(name: String, value: String)] = []
  var encoding: BodyEncoding
}

extension MeantRequest {
  init(_ endpoint: Endpoint, _ values: [BoundValue], encoding: BodyEncoding) {
    self.init(verb: endpoint.verb, path: Self.path(endpoint, values), encoding: endpoint.encoding ?? encoding)
    var body = Object()
    for (name, value) in endpoint.fixed { body[name] = value }
    if let under = endpoint.others?.under, endpoint.others?.place == .body { body[under] = [:] }
    for bound in values {
      switch bound.parameter.place {
      case .path: break
      case .query: query += FormFields.fields(bound.parameter, bound.value)
      case .header: headers.append((bound.parameter.name, bound.value.plainText))
      case .body: place(bound, in: &body)
      }
    }
    if !body.isEmpty || needsBody { self.body = body }
  }

  /// A server that reads JSON of what changes something may not take nothing for it.
  private var needsBody: Bool { self.encoding == .json && ["POST", "PUT", "PATCH"].contains(verb) }

  private func place(_ bound: BoundValue, in body: inout Object) {
    if let under = bound.parameter.under {
      var members = body[under]?.object ?? [:]
      members[bound.parameter.name] = bound.value
      body[under] = Value(members)
    } else {
      body.set(bound.value, at: encoding == .form ? [bound.parameter.name] : bound.parameter.keys[...])
    }
  }

  private static func path(_ endpoint: Endpoint, _ values: [BoundValue]) -> [String] {
    endpoint.path.map { segment in
      switch segment {
      case .fixed(let text): text
      case .parameter(let name): values.first { $0.parameter.name == name }?.value.plainText ?? ""
      }
    }
  }
}

extension MeantRequest {
  /// The body as it travels.
  var encodedBody: Body {
    if let other { return other }
    guard let body else { return .none }
    switch encoding {
    case .json, .none: return .json(Array(Value(body).json().utf8))
    case .form: return .form(body.flatMap { FormFields.fields($0.key.string, $0.value) })
    }
  }
}

extension MeantRequest {
  /// The value of a parameter in the query or the body, where it is given.
  func value(_ name: String, _ endpoint: Endpoint) -> Value? {
    switch endpoint.parameter(name)?.place ?? .query {
    case .query: query.first { $0.name == name }.map { Value($0.value) }
    case .body: body?[name]
    case .path, .header: nil
    }
  }

  /// Sets a parameter in the query or the body.
  mutating func set(_ name: String, _ value: Value, _ endpoint: Endpoint) {
    switch endpoint.parameter(name)?.place ?? .query {
    case .query:
      let place = query.firstIndex { $0.name == name } ?? query.count
      query.removeAll { $0.name == name }
      query.insert((name, value.plainText), at: min(place, query.count))
    case .body:
      var members = body ?? [:]
      members[name] = value
      body = members
    case .path, .header: break
    }
  }
}

extension Object {
  /// Sets a value inside nested objects, which are made where they miss.
  fileprivate mutating func set(_ value: Value, at keys: ArraySlice<String>) {
    guard let key = keys.first else { return }
    guard keys.count > 1 else { return self[key] = value }
    var inner = self[key]?.object ?? [:]
    inner.set(value, at: keys.dropFirst())
    self[key] = Value(inner)
  }
}
