import Diagnostics
import JSON
import Query

/// A null where values travel as the fields of a form, a query or a header: there it would be an empty text.
enum FieldNulls {
  /// The name that a null in a value would travel under; nil where there is none.
  static func name(_ name: String, _ value: Value) -> String? {
    switch value.kind {
    case .null: return name
    case .object:
      return (value.object ?? [:]).lazy.compactMap { Self.name(BracketName.nested(name, $0.key.string), $0.value) }
        .first
    case .array: return (value.array ?? []).lazy.compactMap { Self.name(name + "[]", $0) }.first
    case .false, .true, .number, .string: return nil
    }
  }

  /// Refuses the nulls of values that travel as fields.
  static func refuse(_ values: [BoundValue], of call: Call, named method: String) throws(Failure) {
    for bound in values {
      guard let name = name(bound.parameter.name, bound.value) else { continue }
      throw Failure(
        .usage, "`\(name)` of \(method) must not be null", provider: call.provider,
        hint: "leave it out instead; only JSON has nulls", source: call.source, range: bound.range)
    }
  }
}

extension BoundValue {
  /// Whether it travels as text, in a method whose body is encoded like that.
  func isField(_ encoding: BodyEncoding) -> Bool {
    switch parameter.place {
    case .query, .header: true
    case .body: encoding == .form
    case .path: false
    }
  }
}
