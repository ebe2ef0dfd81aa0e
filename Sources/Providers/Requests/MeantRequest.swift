import HTTP
import JSON
import Query

/// The request of a call relative to the base URL, before encoding. Paging modifies it.
struct MeantRequest: Sendable {
  var verb: String
  var path: [String]
  /// Segments that are already encoded and sent as given, by index in `path`.
  var writtenSegments: [Int: String] = [:]
  var query: [(name: String, value: String)] = []
  /// The members of the body; nil without one.
  var body: Object?
  /// A body other than an object, or that of `request`.
  var other: Body?
  var headers: [(name: String, value: String)] = []
  var encoding: BodyEncoding
  /// The media type of a JSON body; nil for the default.
  var contentType: String?
  /// The encoding of arrays in a form, by member of the body.
  var styles: [String: ArrayStyle] = [:]
}

extension MeantRequest {
  init(_ endpoint: Endpoint, _ values: [BoundValue], encoding: BodyEncoding) {
    let text = { name in values.first { $0.parameter.name == name }?.text ?? "" }
    self.init(
      verb: endpoint.verb, path: endpoint.path.map { $0.filled(text) }, encoding: endpoint.encoding ?? encoding)
    for (index, segment) in endpoint.path.enumerated() { writtenSegments[index] = segment.written(text) }
    contentType = endpoint.contentType
    var body = Object()
    for (name, value) in endpoint.fixed { body[name] = value }
    if let under = endpoint.others?.under, endpoint.others?.place == .body { body[under] = [:] }
    for bound in values {
      switch bound.parameter.place {
      case .path: break
      case .query: query += FormFields.fields(bound.parameter.name, bound.value, bound.parameter.arrays)
      case .header: headers.append((bound.parameter.name, bound.text))
      case .body where bound.parameter.name == endpoint.whole:
        other = .json(Array(bound.value.json().utf8), contentType: contentType)
      case .body:
        styles[bound.parameter.name] = bound.parameter.arrays
        place(bound, in: &body)
      }
    }
    if other == nil, !body.isEmpty || needsBody && endpoint.whole == nil { self.body = body }
  }

  /// A server that expects JSON may reject a write without a body.
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
}

extension BoundValue {
  /// The value as a single string.
  fileprivate var text: String { FormFields.text(value, parameter.arrays) }
}

extension MeantRequest {
  /// The encoded body.
  var encodedBody: Body {
    if let other { return other }
    guard let body else { return .none }
    switch encoding {
    case .json, .none: return .json(Array(Value(body).json().utf8), contentType: contentType)
    case .form:
      return .form(body.flatMap { FormFields.fields($0.key.string, $0.value, styles[$0.key.string] ?? .brackets) })
    }
  }
}

extension MeantRequest {
  /// The value of a query or body parameter, if given.
  func value(_ name: String, _ endpoint: Endpoint) -> Value? {
    switch endpoint.parameter(name)?.place ?? .query {
    case .query: query.first { $0.name == name }.map { Value($0.value) }
    case .body: body?[name]
    case .path, .header: nil
    }
  }

  /// Sets a query or body parameter.
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
  /// Sets a value in nested objects, which are created if missing.
  fileprivate mutating func set(_ value: Value, at keys: ArraySlice<String>) {
    guard let key = keys.first else { return }
    guard keys.count > 1 else { return self[key] = value }
    var inner = self[key]?.object ?? [:]
    inner.set(value, at: keys.dropFirst())
    self[key] = Value(inner)
  }
}
