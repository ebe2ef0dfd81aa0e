import Diagnostics
import JSON
import Query

/// The help of a script: `edush run SCRIPT --help`.
struct Usage {
  let script: Script
  /// Whether the default of a parameter must not be shown.
  private let isSecret: (_ name: String, _ text: String) -> Bool

  init(_ script: Script, isSecret: @escaping (_ name: String, _ text: String) -> Bool) {
    self.script = script
    self.isSecret = isSecret
  }

  var text: String {
    let parameters = script.parameters
    let options = parameters.map { $0.defaultValue == nil ? " \(Self.sample($0))" : " [\(Self.sample($0))]" }
    let command = script.source.name == "-c" ? "edush -c TEXT" : "edush run \(script.source.name)"
    let usage = "usage: \(command)" + options.joined()
    guard !parameters.isEmpty else { return usage }
    let names = parameters.map { Self.sample($0) + (Self.kind($0) == .bool ? " [true|false]" : "") }
    let width = names.map(\.count).max() ?? 0
    let lines = zip(parameters, names).map { parameter, name in
      Self.trimmed("  " + name + String(repeating: " ", count: width - name.count + 2) + description(parameter))
    }
    return usage + "\n\n" + lines.joined(separator: "\n")
  }

  private static func sample(_ parameter: Parameter) -> String {
    let kind = kind(parameter)
    return kind == .bool ? "--\(parameter.name.text)" : "--\(parameter.name.text) \(kind.rawValue.uppercased())"
  }

  private static func kind(_ parameter: Parameter) -> Parameter.Kind {
    parameter.kind ?? parameter.defaultValue?.constant.map { ParameterConversion.kind(of: $0) } ?? .string
  }

  private func description(_ parameter: Parameter) -> String {
    let fallback = parameter.defaultValue.map { value in
      let text = String(script.source[value.range])
      let isHidden = parameter.kind == .secret || isSecret(parameter.name.text, text)
      return "(default: \(isHidden ? "hidden" : text))"
    }
    return [parameter.help, fallback].compactMap(\.self).joined(separator: " ")
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
