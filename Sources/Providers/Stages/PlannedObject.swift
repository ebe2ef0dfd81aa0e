import JSON
import Query

/// What a call would output, as far as its arguments and its documents tell.
struct PlannedObject {
  let call: String
  let number: Int
  /// What the call was given.
  let given: Object

  func value(of shape: Shape) -> Value { value(of: shape, at: "") }

  private func value(of shape: Shape, at path: String) -> Value {
    switch shape {
    case .null: return .null
    case .array: return .array([])
    case .object(let fields):
      var object = Object()
      for field in fields {
        let inner = path.isEmpty ? field.name : "\(path).\(field.name)"
        object[field.name] = (path.isEmpty ? given[field.name] : nil) ?? value(of: field.shape, at: inner)
      }
      // What is sent but not documented comes back, too.
      if path.isEmpty { for (name, value) in given where object[name] == nil { object[name] = value } }
      return Value(object)
    case .any, .boolean, .number, .string: return Placeholder.text(call: call, number: number, path: path)
    }
  }
}
