import Calendar
import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script

/// The data for completion at the prompt.
struct CompletionKnowledge {
  let knowledge: Completer.Knowledge

  /// - Parameter front: the text before the cursor, whose functions are included.
  init(_ services: Services, _ interpreter: Interpreter, front: String, stopWords: [StopWord] = []) {
    let (providers, log) = (services.providers, services.connection.log)
    let catalog = providers.catalog
    var knowledge = Completer.Knowledge(catalog: catalog)
    knowledge.account = interpreter.account
    knowledge.profiles = { provider in
      let used = interpreter.account.flatMap { $0.provider == provider ? $0.profile : nil }
      let known = providers.profiles(of: provider)
      let called = log.accounts.filter { $0.provider == provider }.compactMap(\.profile)
      return known + Set(called + [used].compactMap(\.self)).subtracting(known).sorted()
    }
    knowledge.idKind = { providers.client.idKind(of: $1, in: $0) }
    knowledge.items = { call, method, kind, prefix in
      let account = catalog.account(method.provider, profile: call.profile, current: interpreter.account)
      services.idCache?.load(account)
      let filter = CandidateFilter(word: prefix)
      return providers.client.knownIDs.items(account, ofKind: kind, atMost: 200) { item in
        prefix.isEmpty || filter.goesOn(with: item.id, called: item.label)
      }.map { .init(name: $0.id, summary: $0.label) }
    }
    knowledge.listing = { call, method, kind in
      let account = catalog.account(method.provider, profile: call.profile, current: interpreter.account)
      return providers.client.listing(ofKind: kind, account).map { "\(account).\($0.resource ?? "").\($0.method)" }
    }
    knowledge.statements = HelpText.statements.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.commands =
      stopWords.map { .init(name: $0.rawValue, summary: $0.summary) }
      + PromptCommand.all.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.functions = Self.functions(interpreter, front: front, catalog)
    knowledge.variables = {
      interpreter.variables.reversed().map { .init(name: $0.name, summary: preview($0.value, columns: 40)) }
    }
    knowledge.suffixes = OutputFormat.allCases.compactMap { format in
      format.suffix.map { .init(name: "\\\($0)", summary: "\(format.rawValue): \(format.summary)") }
    }
    knowledge.formats = Completer.Knowledge.languageFormats
    let exchanges = { Self.names(of: log.latest(20), in: log, providers.client) }
    knowledge.exchanges = exchanges
    knowledge.arguments =
      CommandArguments(
        catalog: catalog, provider: interpreter.account?.provider,
        senders: { providers.client.webhooks.providers }, zones: { [zones = services.zones] in zones.database.names },
        exchanges: exchanges,
        undoable: {
          let undoable = Set(providers.undoHistory?.undoable ?? [])
          return Self.names(of: log.latest(20).filter { undoable.contains($0.id) }, in: log, providers.client)
        },
        columns: { [columns = RememberedColumns(path: services.folders.columns)] resource in
          (providers.client.origin(ofResource: resource)?.members.sorted() ?? [])
            .filter { !columns[resource].contains($0) } + columns[resource]
        }
      ).names
    knowledge.credentials = { Self.loginNames(of: $0, providers.client.sessions) }
    knowledge.files = FileNames.beginning
    knowledge.modules = FileNames.modules
    let documented = SampleCaller(
      catalog: catalog, exchange: { number in (number.map { log[$0] } ?? log.last)?.value },
      seen: { providers.client.latestResult(of: $1, $0) })
    var seen = documented
    seen.prefersSeen = true
    let evaluations = [documented, seen].map { SideEvaluation(interpreter, catalog: catalog, caller: $0) }
    knowledge.evaluate = { evaluations[$0.prefersSeen ? 1 : 0].first($0.text, on: $0.input, within: 0.1) }
    knowledge.sample = { [seen] call, method, prefersSeen in
      let account = catalog.account(method.provider, profile: call.profile, current: interpreter.account)
      return (prefersSeen ? seen : documented).answer(method, of: account)
    }
    self.knowledge = knowledge
  }

  /// Exchanges with their calls, status and the number of items; the latest one has two names.
  private static func names(
    of exchanges: [Exchange], in log: ExchangeLog, _ client: ProviderClient
  ) -> [Completer.Knowledge.Name] {
    let counted = client.itemCounts(exchanges)
    return exchanges.flatMap { exchange in
      let summary = ExchangeRow.summary(exchange, items: counted[exchange.id])
      let names = exchange.id == log.last?.id ? ["@last", "@\(exchange.id)"] : ["@\(exchange.id)"]
      return names.map { Completer.Knowledge.Name(name: $0, summary: summary) }
    }
  }

  /// The functions of the session and the line, latest first, followed by the builtins.
  private static func functions(
    _ interpreter: Interpreter, front: String, _ catalog: any Catalog
  ) -> [Completer.Knowledge.Name] {
    var own = interpreter.functions.map { Declaration($0.definition, in: $0.source) }
    if front.utf8.contains(UInt8(ascii: ":")) {
      let script = interpreter.parse(SourceText(name: "prompt", text: front))
      own += VisibleNames(CursorPlace(script, cursor: front.utf8.count), catalog: catalog, modules: nil).functions
    }
    var seen: Set<String> = []
    let names = own.reversed().filter { seen.insert("\($0.name)/\($0.parameters.count)").inserted }.map { function in
      Completer.Knowledge.Name(
        name: function.name, summary: Completer.Knowledge.summary(of: function.parameters, "defined here"),
        takesArguments: !function.parameters.isEmpty)
    }
    return names + Completer.Knowledge.callForms + Completer.Knowledge.builtins
  }

  /// The arguments of the provider's login, with descriptions.
  private static func loginNames(of provider: String, _ sessions: Sessions) -> [Completer.Knowledge.Name] {
    let account = Account(provider)
    let credentials = (try? sessions.credentials(of: account)) ?? []
    return credentials.map { .init(name: $0.name, summary: $0.summary) }
      + sessions.callArguments(of: account).map { .init(name: $0, summary: "of a login call") }
  }
}
