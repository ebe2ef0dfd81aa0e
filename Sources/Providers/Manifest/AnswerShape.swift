import JSON
import Query

/// Reads the documented form of an answer: `"string: what it is"`, `[item]`, `{field: …}`.
enum AnswerShape {
  static func shape(_ value: Value) -> Shape {
    field(value).shape
  }

  private static func field(_ value: Value) -> (shape: Shape, summary: String) {
    switch value.kind {
    case .array: return (.array(value[0].map(shape) ?? .any), "")
    case .object:
      let fields = (value.object ?? [:]).map { key, value in
        let field = field(value)
        return Shape.Field(name: key.string, shape: field.shape, summary: field.summary)
      }
      return (.object(fields), "")
    case .string: return described(value.string ?? "")
    case .null, .false, .true, .number: return (.any, "")
    }
  }

  private static func described(_ text: String) -> (Shape, String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    let summary = parts.dropFirst().first.map { String($0.drop { $0 == " " }) } ?? ""
    return (named(parts.first.map(String.init) ?? ""), summary)
  }

  private static func named(_ name: String) -> Shape {
    switch name {
    case "null": .null
    case "boolean": .boolean
    case "number": .number
    case "string": .string
    default: .any
    }
  }
}
