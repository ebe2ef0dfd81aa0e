import Diagnostics
import JSON
import Query
import Script
import Terminal

/// Completes words at the prompt with data from the catalogue, the session and the last value.
struct Completer {
  /// The data available for completion.
  struct Knowledge {
    struct Name {
      var name: String
      var summary: String
      /// Whether arguments in parentheses follow.
      var takesArguments = false
    }

    var catalog: any Catalog
    /// The account in use.
    var account: Account?
    var profiles: (_ provider: String) -> [String] = { _ in [] }
    var statements: [Name] = []
    var commands: [Name] = []
    var functions: [Name] = []
    var variables: () -> [Name] = { [] }
    /// Whether the variables include those bound in the text itself.
    var variablesHoldBound = false
    var formats: [String] = []
    /// The suffixes that show a line's result in another format, such as `\G`.
    var suffixes: [Name] = []
    /// The arguments of a command at the cursor.
    var arguments: (_ command: String, _ words: [String], _ prefix: String) -> [Name] = { _, _, _ in
      []
    }
    /// The arguments of a provider's login.
    var credentials: (_ provider: String) -> [Name] = { _ in [] }
    /// The files whose paths begin with a prefix.
    var files: (_ prefix: String) -> [String] = { _ in [] }
    /// The modules whose paths begin with a prefix.
    var modules: (_ prefix: String) -> [String] = { _ in [] }
    /// The kind of object whose id a parameter accepts; nil if it does not accept an id.
    var idKind: (_ method: MethodSignature, _ parameter: String) -> String? = { _, _ in nil }
    /// The known objects of a kind, latest first: ids that match the prefix, with their labels.
    var items: (_ call: CallPath, _ method: MethodSignature, _ kind: String, _ prefix: String) -> [Name] = {
      _, _, _, _ in
      []
    }
    /// The source text of a call that lists objects of a kind; nil if there is none.
    var listing: (_ call: CallPath, _ method: MethodSignature, _ kind: String) -> String? = { _, _, _ in nil }
    /// The latest exchanges, such as `@7`, with summaries.
    var exchanges: () -> [Name] = { [] }
    /// The first output of a filter, without sending anything; nil if there is none.
    var evaluate: (Sampling) -> Value? = { _ in nil }
    /// A sample of a method's response: as documented or, if preferred, from its latest response; nil if neither is
    /// known.
    var sample: (_ call: CallPath, _ method: MethodSignature, _ prefersSeen: Bool) -> Value? = { _, _, _ in nil }
  }

  let knowledge: Knowledge

  init(_ knowledge: Knowledge) {
    self.knowledge = knowledge
  }

  func completions(of text: String, cursor: Int) -> Completions {
    LineFit(text, cursor: cursor).fitted(found(in: text, cursor: cursor))
  }

  private func found(in text: String, cursor: Int) -> Completions {
    let bytes = text.utf8.prefix(cursor)
    if !knowledge.suffixes.isEmpty, let suffix = ResultSuffix(begunIn: String(decoding: bytes, as: UTF8.self)) {
      let candidates = knowledge.suffixes.map { named($0) }.filter {
        suffix.name.isEmpty || $0.text == "\\" + suffix.name
      }
      return Completions(replacing: suffix.range.lower..<suffix.range.upper, candidates: candidates)
    }
    if let shell = ShellEscape(of: String(decoding: bytes, as: UTF8.self)) {
      return files(in: String(decoding: bytes.dropFirst(shell.mark.upper), as: UTF8.self), cursor: cursor)
    }
    let context = CompletionContext(text, cursor: cursor)
    if let unknown = unknownIDs(in: context) {
      let listing = knowledge.listing(unknown.call, unknown.method, unknown.kind)
      return Completions(
        replacing: context.range.lower..<context.range.upper,
        candidates: offersBesides(unknown, for: context).map(\.candidate), note: unknown.note(listing))
    }
    if context.expectation == .path || context.expectation == .module {
      let quote = context.range.lower > 0 ? Array(bytes)[context.range.lower - 1] : 0
      return Completions(
        replacing: context.range.lower..<context.range.upper, candidates: paths(for: context, quote: quote))
    }
    if case .member(let call, let kind) = context.expectation, let spelled = respelled(call.path), call.profile == nil {
      let written = call.path.joined(separator: ".")
      let start = context.range.lower - written.utf8.count
      if start >= 0, String(decoding: bytes.dropFirst(start).prefix(written.utf8.count), as: UTF8.self) == written {
        let matching = matching(members(of: spelled, kind).map(behindDot), context)
        return Completions(
          replacing: start..<context.range.upper,
          candidates: matching.map { candidate in
            var candidate = candidate
            candidate.text = spelled.joined(separator: ".") + candidate.text
            return candidate
          })
      }
    }
    return Completions(
      replacing: context.range.lower..<context.range.upper, candidates: matching(offers(for: context), context))
  }

  /// The files that the current word of a shell command may refer to.
  private func files(in command: String, cursor: Int) -> Completions {
    let words = command.split(separator: " ", omittingEmptySubsequences: false)
    let word = words.last.map(String.init) ?? ""
    let isProgram = words.dropLast().allSatisfy(\.isEmpty) && !word.contains("/")
    return Completions(
      replacing: cursor - word.utf8.count..<cursor,
      candidates: isProgram ? [] : knowledge.files(word).map { .init($0, suffix: $0.hasSuffix("/") ? "" : " ") })
  }

  /// The text to search for in names; a lone quote is not part of a name.
  static func sought(_ prefix: String) -> String { prefix == "\"" ? "" : prefix }

  private func matching(_ offers: [Offer], _ context: CompletionContext) -> [Completions.Candidate] {
    // The offered paths begin with the name of the home directory.
    context.prefix.hasPrefix("~/")
      ? offers.map(\.candidate)
      : CandidateFilter(word: Self.sought(context.prefix)).matching(offers.map(\.candidate))
  }

  /// Everything that is possible at the cursor, regardless of the current word.
  func offers(for context: CompletionContext) -> [Offer] {
    switch context.expectation {
    case .statement:
      knowledge.statements.map { Offer(named($0, suffix: " "), .statement($0.name)) }
        + knowledge.commands.map { Offer(named($0, suffix: " "), .command($0.name)) } + values
    case .operand: values
    case .provider: providers(suffix: "")
    case .profile(let provider): knowledge.profiles(provider).map { Offer("@" + $0, summary: "profile", .profile) }
    case .member(let call, let kind): members(of: call.path, kind).map(behindDot)
    case .credential(let provider, let given):
      knowledge.credentials(provider).filter { !given.contains($0.name) }.map { Offer(named($0, suffix: ": "), .word) }
    case .parameter(let call, let given, let position):
      (given.isEmpty ? items(for: .bare(position), of: call, context.prefix) : [])
        + parameters(of: call.path, given: given, bare: position) + values
    case .value(let call, let place): choices(for: place, of: call, context.prefix)
    case .argumentKey(let call, let under, let base): argumentKeys(of: call.path, under: under, base)
    case .variable(let bound):
      (knowledge.variablesHoldBound ? [] : bound).map { Offer("$" + $0, summary: "bound here", .variable($0)) }
        + knowledge.variables().map { Offer("$" + $0.name, summary: $0.summary, .variable($0.name)) }
    case .field(let base): fields(of: base).map(behindDot)
    case .fieldName(let base): fields(of: base).map(quoted)
    case .comparison(let base): values(of: base)
    case .key(let base, let given):
      // Keys of a list's elements are not possible in an object.
      fields(of: base).filter { !given.contains($0.candidate.text) && !$0.candidate.text.hasPrefix("[].") }
    case .format: formats
    case .parameterType: Parameter.Kind.allCases.map { Offer($0.rawValue, summary: "type", .type) }
    case .argument(let command, let words):
      knowledge.arguments(command, words, context.prefix).map { Offer(named($0), .word) }
    case .path, .module: paths(for: context, quote: UInt8(ascii: "\"")).map { Offer($0, .file) }
    case .loopOption:
      ["once", "by", "at most", "parallel", "retry", "after", "keep going"].map { Offer($0, suffix: " ", .word) }
    case .infix, .nothing: []
    }
  }

  /// Adds the dot, which is part of the word that a field or member replaces.
  private func behindDot(_ offer: Offer) -> Offer {
    let candidate = offer.candidate
    return Offer(
      .init("." + candidate.text, display: candidate.text, summary: candidate.summary, suffix: candidate.suffix),
      offer.subject)
  }

  /// The name of a field as a string.
  private func quoted(_ offer: Offer) -> Offer {
    let text = offer.candidate.text
    return Offer(text.hasPrefix("\"") ? text : Value(text).json(), summary: offer.candidate.summary, offer.subject)
  }

  private func named(_ name: Knowledge.Name, suffix: String = "") -> Completions.Candidate {
    .init(name.name, summary: name.summary, suffix: name.takesArguments ? "(" : suffix)
  }

  private func providers(suffix: String) -> [Offer] {
    knowledge.catalog.providers.map { Offer($0, summary: "provider", suffix: suffix, .provider($0)) }
  }

  private var values: [Offer] {
    let own = knowledge.account.map { resources(of: $0.provider) } ?? []
    return own + providers(suffix: ".") + knowledge.functions.map { Offer(named($0), .function($0.name)) }
  }

  private var formats: [Offer] {
    knowledge.formats.map { Offer("@" + $0, summary: "format", .format) }
      + knowledge.exchanges().map { Offer(named($0), .format) }
  }
}
