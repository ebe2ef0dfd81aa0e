import Calendar
import Diagnostics
import JSON
import Query
import Script
import Terminal

extension LanguageServer {
  func visibleNames(at place: Place) -> VisibleNames {
    visibleNames(at: CursorPlace(place.document.parsed.script, cursor: place.offset), in: place.document)
  }

  private func visibleNames(at place: CursorPlace, in document: Document) -> VisibleNames {
    VisibleNames(place, catalog: workspace.catalog, modules: environment.modules, known: document.declared)
  }

  /// The prompt's completer, with the names in scope at a place of a text.
  func completer(_ names: VisibleNames) -> Completer {
    Completer(EditorKnowledge(workspace, names).knowledge)
  }

  /// All candidates at a place. The client filters them as the user continues typing.
  func completion(at place: Place) -> Value {
    let front = CursorPlace(place.document.parsed.script, cursor: place.offset)
    let context = CompletionContext(front.text, cursor: front.text.utf8.count)
    let names = visibleNames(at: front, in: place.document)
    var seen: Set<String> = []
    let offers = completer(names).offers(for: context).filter { seen.insert($0.candidate.text).inserted }
    let word = CompletedWord(context, in: place.document, cursor: place.offset)
    let items = offers.enumerated().map { index, offer in
      item(offer, word: word, order: index, declared: Self.declaration(of: offer.subject, names))
    }
    return ["isIncomplete": false, "items": Value(items)]
  }

  private static func declaration(of subject: Offer.Subject, _ names: VisibleNames) -> Declaration? {
    switch subject {
    case .variable(let name): names.variables.last { $0.name == name }
    case .function(let name): names.functions.last { $0.name == name }
    default: nil
    }
  }

  private func item(_ offer: Offer, word: CompletedWord, order: Int, declared: Declaration?) -> Value {
    let candidate = offer.candidate
    let text = word.replacement(candidate.text)
    var item: Object = [
      "label": Value(text), "kind": Value(offer.subject.kind),
      "sortText": Value(String(repeating: "0", count: max(0, 4 - String(order).count)) + String(order)),
      "textEdit": ["range": word.range.value, "newText": Value(text)],
    ]
    switch candidate.suffix {
    case ": " where !word.isNamed: item["textEdit"] = ["range": word.range.value, "newText": Value(text + ": ")]
    case "(" where abilities.takesSnippets && !word.isCalled:
      item["insertTextFormat"] = 2
      item["textEdit"] = ["range": word.range.value, "newText": Value(Self.snippet(text) + "($0)")]
    default: break
    }
    if !candidate.summary.isEmpty { item["detail"] = Value(candidate.summary) }
    if let page = declared.map(Documentation.page) ?? documentation.page(of: offer.subject) {
      item["documentation"] = abilities.completion(page)
    }
    return Value(item)
  }

  /// Escapes a text for use in a snippet.
  private static func snippet(_ text: String) -> String {
    text.map { "$}\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}

/// The word that a candidate replaces.
struct CompletedWord {
  let range: TextRange
  /// Whether parentheses already follow.
  let isCalled: Bool
  /// Whether a colon already follows.
  let isNamed: Bool
  private let hasDot: Bool

  /// Keeps the dot before a member. Replaces the whole word around the cursor, including a closing quote.
  init(_ context: CompletionContext, in document: Document, cursor: Int) {
    hasDot = context.prefix.hasPrefix(".")
    let line = document.source.line(at: cursor)
    let fit = LineFit(document.source[line], cursor: cursor - line.lower)
    // A word that begins on an earlier line is replaced up to the cursor.
    let end =
      context.range.lower < line.lower ? cursor : line.lower + fit.end(ofWordFrom: context.range.lower - line.lower)
    isCalled = fit.has("(", after: end - line.lower)
    isNamed = fit.has(":", after: end - line.lower)
    range = document.lines.range(of: SourceRange(context.range.lower + (hasDot ? 1 : 0), end))
  }

  func replacement(_ text: String) -> String { hasDot && text.hasPrefix(".") ? String(text.dropFirst()) : text }
}

extension Offer.Subject {
  /// The kinds of LSP 3.17, "CompletionItemKind".
  fileprivate var kind: Int {
    switch self {
    case .method: 2
    case .function: 3
    case .field: 5
    case .variable: 6
    case .provider, .resource: 9
    case .parameter: 10
    case .choice: 12
    case .statement, .command, .word: 14
    case .file: 17
    case .profile: 20
    case .format: 21
    case .type: 25
    }
  }
}

/// The data for completion in a file: the declarations of the text, and documented samples in place of values.
private struct EditorKnowledge {
  let knowledge: Completer.Knowledge

  init(_ workspace: Workspace, _ names: VisibleNames) {
    let catalog = workspace.catalog
    var knowledge = Completer.Knowledge(catalog: catalog)
    knowledge.account = names.account
    knowledge.profiles = workspace.profiles
    knowledge.statements = HelpText.statements.map { .init(name: $0.name, summary: $0.summary) }
    // The only command that is allowed in files.
    knowledge.commands = PromptCommand.all.filter { $0.name == "set" }.map { .init(name: $0.name, summary: $0.summary) }
    knowledge.variables = {
      names.variables.reversed().map { .init(name: $0.name, summary: Self.summary(of: $0)) }
    }
    knowledge.variablesHoldBound = true
    let own = names.functions.reversed().map { function in
      Completer.Knowledge.Name(
        name: function.name, summary: function.signature, takesArguments: !function.parameters.isEmpty)
    }
    knowledge.functions = own + Completer.Knowledge.callForms + Completer.Knowledge.builtins
    knowledge.formats = Completer.Knowledge.languageFormats
    knowledge.arguments =
      CommandArguments(
        catalog: catalog, provider: names.account?.provider, zones: { [zones = workspace.zones] in zones.names }
      ).names
    let caller = SampleCaller(catalog: catalog)
    knowledge.evaluate = { sampling in
      let variables = names.variables.map { ($0.name, $0.shape.map(SampleCaller.sample) ?? .null) }
      return SideEvaluation(
        on: names.last.map(SampleCaller.sample) ?? .null, variables: variables, account: names.account,
        catalog: catalog, caller: caller
      ).first(sampling.text, on: sampling.input, within: 0.1)
    }
    knowledge.sample = { _, method, _ in caller.answer(method, of: Account(method.provider)) }
    self.knowledge = knowledge
  }

  private static func summary(of declaration: Declaration) -> String {
    if let shape = declaration.shape { return Description.outline(shape) }
    switch declaration.kind {
    case .parameter, .variable, .row: return declaration.source[declaration.head].firstLine
    case .error: return "the error"
    case .binding, .data, .function, .argument, .label: return ""
    }
  }
}
