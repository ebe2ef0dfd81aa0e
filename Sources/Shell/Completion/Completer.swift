import JSON
import Query
import Terminal

/// Completes words at the prompt from what the catalogue, the session and the last value know.
struct Completer {
  /// What the prompt knows at the moment of a Tab.
  struct Knowledge {
    struct Name {
      var name: String
      var summary: String
      /// Whether arguments follow in parentheses.
      var takesArguments = false
    }

    var catalog: any Catalog
    /// The provider in use.
    var provider: String?
    var profiles: (_ provider: String) -> [String] = { _ in [] }
    var statements: [Name] = []
    var commands: [Name] = []
    var functions: [Name] = []
    var variables: [Name] = []
    var formats: [String] = []
    /// The arguments that a command takes there.
    var arguments: (_ command: String) -> [Name] = { _ in [] }
    /// The first output of a filter on the last value, without sending anything; nil when there is none.
    var evaluate: (_ filter: String) -> Value? = { _ in nil }
  }

  private let knowledge: Knowledge

  init(_ knowledge: Knowledge) {
    self.knowledge = knowledge
  }

  func completions(of text: String, cursor: Int) -> Completions {
    let context = CompletionContext(text, cursor: cursor, commands: Set(knowledge.commands.map(\.name)))
    let matching = CandidateFilter(word: context.word).matching(candidates(for: context))
    let start = min(context.start, cursor)
    return Completions(replacing: start..<cursor, candidates: matching)
  }

  private func candidates(for context: CompletionContext) -> [Completions.Candidate] {
    switch context.expected {
    case .statement: (knowledge.statements + knowledge.commands).map { named($0, suffix: " ") } + values()
    case .expression: values()
    case .variable: knowledge.variables.map { named($0) }
    case .profile(let provider): knowledge.profiles(provider).map { .init($0, summary: "profile") }
    case .format: knowledge.formats.map { .init($0, summary: "format") } + [.init("last", summary: "latest exchange")]
    case .member(let path): members(of: path)
    case .field(let filter): fields(of: filter)
    case .parameter(let call, let given): parameters(of: call, given: given) + values()
    case .value(let call, let parameter, let isQuoted): choices(of: call, parameter, isQuoted: isQuoted)
    case .argument(let command): knowledge.arguments(command).map { named($0) }
    }
  }

  private func named(_ name: Knowledge.Name, suffix: String = "") -> Completions.Candidate {
    .init(name.name, summary: name.summary, suffix: name.takesArguments ? "(" : suffix)
  }

  private func values() -> [Completions.Candidate] {
    let own = knowledge.provider.map { resources(of: $0) } ?? []
    let providers = knowledge.catalog.providers.map { Completions.Candidate($0, summary: "provider", suffix: ".") }
    return own + providers + knowledge.functions.map { named($0) }
  }
}

// MARK: The catalogue

extension Completer {
  private func members(of path: [String]) -> [Completions.Candidate] {
    if path.count == 1, knowledge.catalog.providers.contains(path[0]) { return resources(of: path[0]) }
    if let (provider, rest) = qualified(path) {
      if rest.count == 1 {
        return knowledge.catalog.methods(of: provider, resource: rest[0]).map(method)
      }
      if rest.count > 1 { return fields(of: path.joined(separator: ".")) }
    }
    return fields(of: path.joined(separator: "."))
  }

  private func resources(of provider: String) -> [Completions.Candidate] {
    knowledge.catalog.resources(of: provider).map { .init($0, summary: "\(provider) resource", suffix: ".") }
  }

  private func method(_ signature: MethodSignature) -> Completions.Candidate {
    let takesArguments = signature.parameters.contains { $0.isRequired }
    return .init(signature.name, summary: signature.summary, suffix: takesArguments ? "(" : "")
  }

  /// The provider that a dotted name means, and the words behind it.
  private func qualified(_ path: [String]) -> (provider: String, rest: [String])? {
    if knowledge.catalog.providers.contains(path[0]) { return (path[0], Array(path.dropFirst())) }
    guard let provider = knowledge.provider, knowledge.catalog.resources(of: provider).contains(path[0]) else {
      return nil
    }
    return (provider, path)
  }

  private func signature(of call: [String]) -> MethodSignature? {
    guard let (provider, rest) = qualified(call), let name = rest.last else { return nil }
    return knowledge.catalog.method(of: provider, resource: rest.count > 1 ? rest[0] : nil, name: name)
  }

  private func parameters(of call: [String], given: [String]) -> [Completions.Candidate] {
    guard let signature = signature(of: call) else { return [] }
    return signature.parameters.filter { !given.contains($0.name) }.map { parameter in
      let note = parameter.isRequired ? "required" : parameter.kind.rawValue
      let summary = parameter.summary.isEmpty ? note : "\(note) · \(parameter.summary)"
      return .init(parameter.name, summary: summary, suffix: ": ")
    }
  }

  private func choices(of call: [String], _ name: String, isQuoted: Bool) -> [Completions.Candidate] {
    guard let parameter = signature(of: call)?.parameters.first(where: { $0.name == name }) else {
      return isQuoted ? [] : values()
    }
    if parameter.kind == .boolean, !isQuoted { return ["true", "false"].map { .init($0) } }
    let known = parameter.choices + parameter.examples
    return known.map { .init(Value($0).json(), summary: parameter.summary) } + (isQuoted ? [] : values())
  }
}

// MARK: Values

extension Completer {
  /// The keys of what a filter yields; those of an array's elements behind `[].`.
  private func fields(of filter: String) -> [Completions.Candidate] {
    guard !filter.isEmpty, let value = knowledge.evaluate(filter) else { return [] }
    guard let elements = value.array else { return keys(of: value.object) }
    return keys(of: elements.first?.object).map { key in
      var key = key
      key.text = "[]." + key.text
      return key
    }
  }

  private func keys(of object: Object?) -> [Completions.Candidate] {
    (object ?? [:]).map { key, value in
      let name = key.string
      let isPlain = name.utf8.allSatisfy(PrecedingTokens.isPartOfWord) && !(name.first?.isNumber ?? true)
      return .init(isPlain ? name : Value(key).json(), summary: value.typeName)
    }
  }
}
