import Diagnostics
import JSON
import Query

/// Detects nulls in forms, queries and headers, where they would be sent as an empty string.
enum FieldNulls {
  /// The field name under which a null within a value would be sent; nil if there is no null.
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

  /// Throws if a value that is sent as fields contains a null.
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
  /// Whether the value is sent as text, given the body encoding of the method.
  func isField(_ encoding: BodyEncoding) -> Bool {
    switch parameter.place {
    case .query, .header: true
    case .body: encoding == .form
    case .path: false
    }
  }
}
