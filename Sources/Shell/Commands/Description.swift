import JSON
import Providers
import Query
import Rendering

/// Describes a provider, a resource or a method as text.
struct Description {
  let text: String
  /// The lines of the text that can be run.
  private(set) var examples: [String] = []

  /// Nil if the name does not exist.
  init?(client: ProviderClient, words: [String]) {
    let catalog = client.catalog
    guard let provider = words.first, catalog.providers.contains(provider) else { return nil }
    switch words.count {
    case 1:
      text = Self.text(of: provider, client)
    case 2:
      if let method = catalog.method(of: provider, resource: nil, name: words[1]) {
        text = Self.text(of: method)
        return
      }
      let methods = catalog.methods(of: provider, resource: words[1])
      guard !methods.isEmpty else { return nil }
      examples = methods.compactMap { client.description(of: provider, words[1], $0.name)?.example }
      text =
        "\(provider).\(words[1])\n" + Self.table(methods.map { (Self.signature($0), $0.summary) })
        + Self.section("Examples", examples)
    case 3:
      guard let method = catalog.method(of: provider, resource: words[1], name: words[2]) else { return nil }
      let isChanged = client.overlaid(of: provider).contains("\(words[1]).\(words[2])")
      let known = client.description(of: provider, words[1], words[2])
      examples = [known?.example].compactMap(\.self)
      text =
        Self.text(of: method, known)
        + (isChanged ? "\n\nchanged by providers/\(provider).jq" : "")
    default: return nil
    }
  }

  private static func text(of provider: String, _ client: ProviderClient) -> String {
    let known = try? client.description(of: provider)
    let overlaid = client.overlaid(of: provider)
    let changed = overlaid.isEmpty ? nil : "changed by providers/\(provider).jq: \(overlaid.joined(separator: ", "))"
    let facts = [known?.summary, known?.base, known?.rateLimit, known?.documentation, changed].compactMap(\.self).filter
    {
      !$0.isEmpty
    }
    let resources = client.catalog.resources(of: provider).map { resource in
      (resource, client.catalog.methods(of: provider, resource: resource).map(\.name).joined(separator: " "))
    }
    let events = client.webhooks.events(of: provider).map { ($0.name, $0.summary) }
    return ([provider] + facts.map { "  " + $0 }).joined(separator: "\n")
      + "\n\nMethods\n" + table(resources)
      + (events.isEmpty ? "" : "\n\nWebhooks, for `webhook listen \(provider)`\n" + table(events))
  }

  private static func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : (["\n\n" + title] + lines.map { "  " + $0 }).joined(separator: "\n")
  }

  /// The name with its positional parameters: `get(id)`.
  static func signature(_ method: MethodSignature) -> String {
    method.positional.isEmpty ? method.name : "\(method.name)(\(method.positional.joined(separator: ", ")))"
  }

  private static func text(of method: MethodSignature, _ more: MethodDescription? = nil) -> String {
    var lines = [
      method.qualifiedName + (method.positional.isEmpty ? "" : "(\(method.positional.joined(separator: ", ")))")
    ]
    if !method.summary.isEmpty { lines.append("  " + method.summary) }
    lines.append("  Class: \(method.risk)." + (method.isList ? " A list: each(…) walks all pages." : ""))
    lines += more?.raises.map { "  It is \($0)." } ?? []
    lines += more?.writes.map { "  " + $0 } ?? []
    if let request = more?.request { lines.append("  \(request)") }
    if !method.parameters.isEmpty {
      lines += ["", "Parameters", table(method.parameters.map { ($0.name, note($0, more?.kinds[$0.name])) })]
    }
    if let answer = method.answer { lines += ["", "Outputs " + outline(answer) + items(answer, more?.itemKind)] }
    if let example = more?.example { lines += ["", "Example", "  \(example)"] }
    if let link = method.documentation { lines += ["", link] }
    return lines.joined(separator: "\n")
  }

  /// The type of a parameter, its possible values and its description.
  ///
  /// - Parameter object: the kind of object whose id it accepts; omitted if the description mentions it.
  static func note(_ parameter: ParameterSignature, _ object: String? = nil) -> String {
    var note = [parameter.kind.rawValue]
    if let object, !parameter.summary.lowercased().contains(object.replacing("_", with: " ")) {
      note.append("the id of: \(object)")
    }
    if parameter.isRequired { note.append("required") }
    if !parameter.choices.isEmpty { note.append(parameter.choices.joined(separator: "|")) }
    if let value = parameter.defaultValue { note.append("default \(value.json())") }
    let summary = parameter.summary.isEmpty ? "" : "  " + parameter.summary
    return note.joined(separator: ", ") + summary
  }

  /// The kind of the returned items, if their shape is not documented.
  private static func items(_ answer: Shape, _ kind: String?) -> String {
    guard let kind else { return "" }
    switch answer {
    case .any, .array(.any): return " of the kind \(kind)"
    case .null, .boolean, .number, .string, .array, .object: return ""
    }
  }

  /// An outline of a shape, such as `[{id, title}]`.
  static func outline(_ shape: Shape) -> String {
    switch shape {
    case .any: "anything"
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array(let element): "[\(outline(element))]"
    case .object(let fields): "{" + fields.map(\.name).joined(separator: ", ") + "}"
    }
  }

  private static func table(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  " + $0 + String(repeating: " ", count: width - $0.count + 2) + $1 }.joined(separator: "\n")
  }
}
