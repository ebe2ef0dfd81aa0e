import Diagnostics
import JSON
import Providers
import Query
import Script

/// The documentation of names, from the tables that `help` and `describe` use.
struct Documentation {
  let client: ProviderClient

  func page(of meaning: NameIndex.Meaning) -> DocumentationPage? {
    switch meaning {
    case .declared(let declaration): Self.page(of: declaration)
    case .builtin(let name, let arity): Self.page(ofBuiltin: name, arity: arity)
    case .statement(let word): Self.page(ofStatement: word)
    case .provider(let name): page(ofProvider: name)
    case .resource(let provider, let name): page(ofResource: name, of: provider)
    case .method(let method): page(of: method)
    case .parameter(let parameter, let method): Self.page(of: parameter, of: method)
    case .module(let source): DocumentationPage([.text(source.name)])
    }
  }

  func page(of subject: Offer.Subject) -> DocumentationPage? {
    switch subject {
    case .statement(let word), .command(let word): Self.page(ofStatement: word)
    case .provider(let name): page(ofProvider: name)
    case .resource(let provider, let name): page(ofResource: name, of: provider)
    case .method(let method): page(of: method)
    case .parameter(let parameter, let method): Self.page(of: parameter, of: method)
    case .function(let name): Self.page(ofBuiltin: name, arity: nil)
    case .profile, .choice, .variable, .field, .format, .type, .file, .word: nil
    }
  }

  // MARK: Providers

  func page(of method: MethodSignature) -> DocumentationPage {
    let resource = (try? client.description(of: method.provider))?.resources.first { $0.name == method.resource }
    let more = resource?.methods.first { $0.signature.name == method.name }
    let name = [method.provider, method.resource].compactMap(\.self).joined(separator: ".")
    let note =
      [
        "Class: \(method.risk).", method.isList ? "A list: `each(…)` walks all pages." : nil,
        more.map { "`\($0.request)`" },
      ].compactMap(\.self) + (more?.raises.map { "It is \($0)." } ?? [])
    return DocumentationPage([
      .code("\(name).\(Description.signature(method))"),
      method.summary.isEmpty ? nil : .text(method.summary), .text(note.joined(separator: " ")),
      method.parameters.isEmpty
        ? nil : .list(title: "Parameters", method.parameters.map { ($0.name, Description.note($0)) }),
      method.answer.flatMap { $0 == .any ? nil : .text("Outputs `\(Description.outline($0))`") },
      more.map { .code($0.example) },
      method.documentation.map { .link($0) },
    ])
  }

  private static func page(of parameter: ParameterSignature, of method: MethodSignature) -> DocumentationPage {
    DocumentationPage([
      .code("\(method.qualifiedName)(\(parameter.name): \(parameter.kind.rawValue))"),
      .text(Description.note(parameter)),
      parameter.examples.isEmpty
        ? nil : .text("such as " + parameter.examples.map { "`\($0)`" }.joined(separator: ", ")),
      method.documentation.map { .link($0) },
    ])
  }

  private func page(ofProvider name: String) -> DocumentationPage? {
    guard let provider = try? client.description(of: name) else { return nil }
    return DocumentationPage([
      .code(name), .text(provider.title), provider.summary.isEmpty ? nil : .text(provider.summary),
      .list(title: "Resources", provider.resources.map { ($0.name, $0.summary) }),
      provider.documentation.map { .link($0) },
    ])
  }

  private func page(ofResource name: String, of provider: String) -> DocumentationPage? {
    let methods = client.catalog.methods(of: provider, resource: name)
    guard !methods.isEmpty else { return nil }
    return DocumentationPage([
      .code("\(provider).\(name)"), .list(title: "Methods", methods.map { (Description.signature($0), $0.summary) }),
    ])
  }

  // MARK: The language

  static func page(ofStatement word: String) -> DocumentationPage? {
    if let statement = HelpText.statements.first(where: { $0.name == word }) {
      return DocumentationPage([
        .code(statement.usage), .text(statement.summary), .text("For example"), .code(statement.example),
      ])
    }
    guard let command = PromptCommand.all.first(where: { $0.name == word }) else { return nil }
    return DocumentationPage([.code(command.usage), .text(command.summary)])
  }

  /// The page of a builtin; of all forms with that name if the number of arguments is unknown.
  static func page(ofBuiltin name: String, arity: Int?) -> DocumentationPage? {
    if let form = Completer.Knowledge.callForms.first(where: { $0.name == name }) {
      return DocumentationPage([.code("\(name)(call)"), .text(form.summary)])
    }
    let builtins = Builtin.all.filter { $0.name == name && (arity == nil || $0.arity == arity) }
    guard !builtins.isEmpty else { return nil }
    return DocumentationPage(builtins.flatMap(parts))
  }

  private static func parts(of builtin: Builtin) -> [DocumentationPage.Part] {
    let example = builtin.example.map { example in
      let outputs = example.outputs.map { "# \($0)" }.joined(separator: "\n")
      return "\(example.input) | \(example.program)" + (outputs.isEmpty ? "" : "\n" + outputs)
    }
    return [.code(builtin.signature), .text(builtin.summary)] + (example.map { [.code($0)] } ?? [])
  }

  static func page(of declaration: Declaration) -> DocumentationPage {
    let text = declaration.source[declaration.head]
    let shape = declaration.shape.flatMap { shape in
      shape == .any ? nil : DocumentationPage.Part.text("Contains `\(Description.outline(shape))`")
    }
    let code =
      declaration.kind == .function
      ? .code("def \(declaration.signature)") : DocumentationPage.Part.code(shortened(text))
    return DocumentationPage([code, declaration.help.map { .text($0) }, shape])
  }

  /// The first lines of a long text.
  private static func shortened(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count <= 8 ? text : lines.prefix(7).joined(separator: "\n") + "\n…"
  }
}
