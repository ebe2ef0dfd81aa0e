import Diagnostics
import JSON
import Query

extension Execution {
  /// Binds a parameter to its argument or its default, which may use earlier parameters.
  func bind(_ parameter: Parameter) throws(Interruption) {
    if let given = parameters[parameter.name.text] { return bind(parameter, to: given) }
    guard let expression = parameter.defaultValue else {
      throw Interruption.failure(
        Failure(.usage, "the parameter `--\(parameter.name.text)` is missing", source: source, range: parameter.range))
    }
    let value = try one(expression, for: "the default of `\(parameter.name.text)`")
    bind(parameter, to: try checked(value, parameter, expression.range))
  }

  private func bind(_ parameter: Parameter, to value: Value) {
    interpreter.parameters[parameter.name.text] = value
    scope.bind(parameter.name.text, value)
  }

  /// Checks that a default has the declared type.
  private func checked(_ value: Value, _ parameter: Parameter, _ range: SourceRange) throws(Interruption) -> Value {
    if let fault = parameter.fault(ofDefault: value) {
      throw Interruption.failure(Failure(.usage, fault.message, hint: fault.hint, source: source, range: range))
    }
    if parameter.kind == .secret, let text = value.string { environment.keepSecret(text) }
    return value
  }

  /// The type of a parameter without a declared type: that of its default, otherwise string.
  func defaultType(of parameter: Parameter) throws(Failure) -> Parameter.Kind {
    if let kind = parameter.kind { return kind }
    guard let value = parameter.defaultValue?.constant else { return .string }
    return ParameterConversion.kind(of: value)
  }
}

extension Parameter {
  /// Why a value is not valid as its default; nil if it is.
  func fault(ofDefault value: Value) -> (message: String, hint: String?)? {
    guard let kind, kind != .json, !value.isNull else { return nil }
    let wantsString = [.string, .path, .secret, .date, .email].contains(kind)
    let text = value.string ?? value.json()
    guard (value.kind == .string) != wantsString || ParameterConversion.value(of: text, as: kind) == nil else {
      return nil
    }
    return (
      "the default of `\(name.text)` is not \(ParameterConversion.noun(for: kind)): \(Preview.text(value))",
      ParameterConversion.hint(for: kind)
    )
  }
}
