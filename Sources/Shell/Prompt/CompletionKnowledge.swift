import HTTP
import JSON
import Query
import Rendering
import Script

/// What completion knows at the moment of a Tab.
struct CompletionKnowledge {
  let knowledge: Completer.Knowledge

  init(_ workbench: Workbench, _ interpreter: Interpreter) {
    let catalog = workbench.providers.catalog
    var knowledge = Completer.Knowledge(catalog: catalog)
    knowledge.provider = interpreter.provider?.name
    knowledge.profiles = { workbench.providers.profiles(of: $0) }
    knowledge.statements = HelpText.statements.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.commands = PromptCommand.all.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.functions = Self.functions(interpreter)
    knowledge.variables = interpreter.variables.reversed().map {
      .init(name: $0.name, summary: preview($0.value, columns: 40))
    }
    knowledge.formats = Self.formats
    knowledge.arguments = { command in Self.arguments(of: command, catalog) }
    let sampling = SideEvaluation(interpreter, catalog: catalog, caller: SampleCaller(catalog: catalog))
    knowledge.evaluate = { sampling.first($0, within: 0.1) }
    self.knowledge = knowledge
  }

  /// The formats of expressions, without their `@`.
  static let formats = [
    "text", "json", "html", "uri", "urid", "csv", "tsv", "sh", "base64", "base64d", "base32", "base32d",
  ]

  /// What `each` and `pages` are: forms of calls, not builtins of the engine.
  static let callForms = [
    Completer.Knowledge.Name(name: "each", summary: "the items of all pages", takesArguments: true),
    Completer.Knowledge.Name(name: "pages", summary: "one array a page", takesArguments: true),
  ]

  static let builtins = Builtin.all.map {
    Completer.Knowledge.Name(name: $0.name, summary: $0.summary, takesArguments: $0.arity > 0)
  }

  private static func functions(_ interpreter: Interpreter) -> [Completer.Knowledge.Name] {
    let own = interpreter.functions.map { function in
      Completer.Knowledge.Name(
        name: function.definition.name.text, summary: "defined here",
        takesArguments: !function.definition.parameters.isEmpty)
    }
    return own + callForms + builtins
  }

  /// What a command takes.
  static func arguments(of command: String, _ catalog: any Catalog) -> [Completer.Knowledge.Name] {
    switch command {
    case "use", "login", "logout", "describe":
      return catalog.providers.map { .init(name: $0, summary: "provider") }
    case "help": return HelpText.topics.map { .init(name: $0, summary: "") }
    case "set":
      return [.init(name: "output", summary: "how results are shown")]
        + OutputFormat.allCases.map { .init(name: $0.rawValue, summary: "format") }
    case "record": return [.init(name: "stop", summary: "end the recording")]
    default: return []
    }
  }
}
