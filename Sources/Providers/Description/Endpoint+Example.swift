import JSON
import Query

extension Endpoint {
  /// The path with its parameters: `/api/pads/{id}`.
  var pathText: String {
    path.map { "/" + $0.template }.joined()
  }

  /// An example call with the required arguments: positional ones first, the others by name.
  func exampleCall(of provider: String) -> String {
    if let example { return example }
    let bare = positional.compactMap { parameter($0) }.filter(\.isRequired).map(\.exampleValue)
    let named = parameters.filter { $0.isRequired && !positional.contains($0.name) }.map {
      "\($0.name.isIdentifier ? $0.name : Value($0.name).json()): \($0.exampleValue)"
    }
    let arguments = (bare + named).joined(separator: ", ")
    return "\(provider).\(qualifiedName)" + (arguments.isEmpty ? "" : "(\(arguments))")
  }
}

extension Parameter {
  fileprivate var exampleValue: String {
    if let example = examples.first { return example.json() }
    if let choice = choices.first { return Value(choice).json() }
    return type.kind.example
  }
}
