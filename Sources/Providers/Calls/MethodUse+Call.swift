import JSON
import Query

/// A required argument whose value is not known.
struct MissingArgument: Error {
  var name: String
}

extension MethodUse {
  /// Builds the call that accompanies another one, on the same account.
  ///
  /// - Parameter input: the input of the filters.
  func call(for other: PreparedCall, _ input: Value) throws(MissingArgument) -> Call {
    var arguments: [(name: String, value: Value)] = []
    let endpoint = other.manifest.endpoint(named: method)
    for (name, filter) in self.arguments {
      if let value = try? filter(input), !value.isNull {
        arguments.append((name, value))
      } else if endpoint?.parameter(name)?.isRequired ?? true {
        throw MissingArgument(name: name)
      }
    }
    for parameter in endpoint?.parameters ?? [] where parameter.isRequired {
      guard !self.arguments.contains(where: { $0.name == parameter.name }) else { continue }
      guard let bound = other.values.first(where: { $0.parameter.name == parameter.name }) else {
        throw MissingArgument(name: parameter.name)
      }
      arguments.append((parameter.name, bound.value))
    }
    let order = endpoint?.parameters.map(\.name) ?? []
    let listed = order.compactMap { name in arguments.first { $0.name == name } }
    return Call(
      other.account, named: method, arguments: listed + arguments.filter { !order.contains($0.name) })
  }
}
