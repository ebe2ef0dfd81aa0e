import Diagnostics
import JSON
import Query

/// Parses the documented shape of a response: `"string: description"`, `[item]`, `{field: …}`; `"string?"` may be null.
struct AnswerShape {
  /// Receives the path of an invalid shape, the fault and a hint.
  typealias Report = (ManifestPath, String, String?) -> Void

  private let report: Report

  static func shape(_ value: Value, at path: ManifestPath, report: Report) -> Shape {
    withoutActuallyEscaping(report) { AnswerShape(report: $0).field("", value, path).shape }
  }

  private func field(_ name: String, _ value: Value, _ path: ManifestPath) -> Shape.Field {
    switch value.kind {
    case .array:
      return Shape.Field(name: name, shape: .array(value[0].map { field("", $0, path[0]).shape } ?? .any))
    case .object:
      let fields = (value.object ?? [:]).map { key, value in field(key.string, value, path[key.string]) }
      return Shape.Field(name: name, shape: .object(fields))
    case .string: return described(name, value.string ?? "", path)
    case .null, .false, .true, .number:
      report(path, "must be a form, not \(value.typeName)", "a string such as \"number: minutes\", an array, an object")
      return Shape.Field(name: name, shape: .any)
    }
  }

  private func described(_ name: String, _ text: String, _ path: ManifestPath) -> Shape.Field {
    let parts = text.split(separator: ":", maxSplits: 1)
    let summary = parts.dropFirst().first.map { String($0.drop { $0 == " " }) } ?? ""
    var type = parts.first.map(String.init) ?? ""
    let isNullable = type.hasSuffix("?")
    if isNullable { type.removeLast() }
    return Shape.Field(name: name, shape: named(type, path), summary: summary, isNullable: isNullable)
  }

  private func named(_ name: String, _ path: ManifestPath) -> Shape {
    switch name {
    case "null": return .null
    case "boolean": return .boolean
    case "number": return .number
    case "string": return .string
    case "any": return .any
    default:
      let names = ["string", "number", "boolean", "null", "any"]
      let hint = names.nearest(to: name).map { "did you mean `\($0)`?" } ?? "one of " + names.joined(separator: ", ")
      report(path, "cannot be `\(name)`", hint)
      return .any
    }
  }
}
