import JSON
import Query

/// The predicted output of a call, based on its arguments and documentation.
struct PlannedObject {
  let call: String
  let number: Int
  /// The arguments of the call.
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
      // Fields that are sent are returned even if undocumented.
      if path.isEmpty { for (name, value) in given where object[name] == nil { object[name] = value } }
      return Value(object)
    case .any, .boolean, .number, .string: return Placeholder.text(call: call, number: number, path: path)
    }
  }
}
