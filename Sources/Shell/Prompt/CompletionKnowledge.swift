import HTTP
import JSON
import Providers
import Query
import Rendering
import Script

/// What completion knows at the moment of a Tab.
struct CompletionKnowledge {
  let knowledge: Completer.Knowledge

  init(_ workbench: Workbench, _ interpreter: Interpreter) {
    let catalog = workbench.providers.catalog
    var knowledge = Completer.Knowledge(catalog: catalog)
    knowledge.account = interpreter.account
    knowledge.profiles = { provider in
      let used = interpreter.account.flatMap { $0.provider == provider ? $0.profile : nil }
      let known = workbench.providers.profiles(of: provider)
      let called = workbench.connection.log.accounts.filter { $0.provider == provider }.compactMap(\.profile)
      return known + Set(called + [used].compactMap(\.self)).subtracting(known).sorted()
    }
    knowledge.items = { call, method, parameter in
      let account = catalog.account(method.provider, profile: call.profile, current: interpreter.account)
      return workbench.providers.client.items(for: parameter, of: method, account: account)
        .prefix(200).map { .init(name: $0.id, summary: $0.label) }
    }
    knowledge.statements = HelpText.statements.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.commands = PromptCommand.all.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.functions = Self.functions(interpreter)
    knowledge.variables = interpreter.variables.reversed().map {
      .init(name: $0.name, summary: preview($0.value, columns: 40))
    }
    knowledge.formats = Self.formats
    let log = workbench.connection.log
    knowledge.arguments =
      CommandArguments(
        catalog: catalog, provider: interpreter.account?.provider,
        senders: { workbench.providers.client.webhooks.providers }, exchanges: log.count
      ).names
    knowledge.credentials = { workbench.providers.loginNames(of: $0) }
    knowledge.files = FileNames.beginning
    knowledge.modules = FileNames.modules
    let samples = SampleCaller(catalog: catalog) { number in
      (number.map { log[$0] } ?? log.last)?.value
    }
    let sampling = SideEvaluation(interpreter, catalog: catalog, caller: samples)
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
}
