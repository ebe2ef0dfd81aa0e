import JSON
import Query

@testable import Providers

/// A provider's manifest as the Markdown of `docs/providers/NAME.md` and of the overview.
struct ProviderPage {
  let provider: ProviderDescription

  init(_ provider: ProviderDescription) { self.provider = provider }

  /// Its purpose, address and documentation.
  var facts: String {
    let link = provider.documentation.map { " [Documentation](\($0))." } ?? ""
    let limit = provider.rateLimit.map { " Limit: \($0)." } ?? ""
    return "\(provider.summary). Base URL: `\(provider.base)`.\(limit)\(link) [All providers](../providers.md).\n"
  }

  /// Its row of the overview.
  var row: String {
    let count = provider.resources.flatMap(\.methods).count
    return Self.row([
      "[\(provider.name)](providers/\(provider.name).md)", provider.summary, "`\(provider.base)`",
      provider.isOpen ? "any" : String(count), provider.rateLimit ?? "none documented",
    ])
  }

  static func overview(_ pages: [ProviderPage]) -> String {
    let head = ["| provider | | base URL | methods | limit |", "|---|---|---|---|---|"]
    return (head + pages.map(\.row)).map { $0 + "\n" }.joined()
  }

  /// A table of all methods, the values that raise a call's class, and each method with its parameters and an example.
  var methods: String {
    let all = provider.resources.flatMap(\.methods)
    let table = ["| method | request | parameters | class | |", "|---|---|---|---|---|"] + all.map(Self.row)
    let raises = all.flatMap { method in method.raises.map { "* `\(method.name)` is \($0)." } }
    let sections = provider.resources.map(Self.section)
    return ([table.joined(separator: "\n")] + (raises.isEmpty ? [] : [raises.joined(separator: "\n")]) + sections)
      .joined(separator: "\n\n") + "\n"
  }

  private static func section(_ resource: ResourceDescription) -> String {
    (["### \(resource.name)", resource.summary] + resource.methods.map(text)).joined(separator: "\n\n")
  }

  private static func text(_ method: MethodDescription) -> String {
    let parameters = method.signature.parameters.map { parameter in
      row(["`\(parameter.name)`", note(parameter), parameter.summary])
    }
    let table = parameters.isEmpty ? [] : (["| parameter | type | |", "|---|---|---|"] + parameters)
    let writes = method.writes.map { "* " + $0 }.joined(separator: "\n")
    return ["#### \(method.call)", "    \(method.example)", writes, table.joined(separator: "\n")]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// `string, required, one of a, b`.
  private static func note(_ parameter: ParameterSignature) -> String {
    let choices = parameter.choices.map { "`\($0)`" }.joined(separator: " ")
    let parts = [
      parameter.kind.rawValue, parameter.isRequired ? "required" : "", choices.isEmpty ? "" : "one of \(choices)",
      parameter.defaultValue.map { "default `\($0.json())`" } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private static func row(_ method: MethodDescription) -> String {
    let signature = method.signature
    return row([
      "`\(method.call)`", "`\(method.request)`", parameters(signature),
      signature.risk.rawValue + (signature.isList ? ", list" : ""), signature.summary,
    ])
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// The named parameters; members of an object are listed individually.
  private static func parameters(_ signature: MethodSignature) -> String {
    let named = signature.parameters.filter { !signature.positional.contains($0.name) && !$0.name.contains("[") }
    let names = named.map { "`\($0.name)`" + ($0.isRequired ? "" : "?") }
    return (names + (signature.acceptsOthers ? ["…"] : [])).joined(separator: " ")
  }
}

extension MethodDescription {
  /// `pads.get`.
  fileprivate var name: String { [signature.resource, signature.name].compactMap(\.self).joined(separator: ".") }

  /// `pads.get(id)`.
  fileprivate var call: String {
    name + (signature.positional.isEmpty ? "" : "(\(signature.positional.joined(separator: ", ")))")
  }
}
