import Diagnostics
import JSON
import Query
import Script
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
    /// The files whose paths begin so.
    var files: (_ prefix: String) -> [String] = { _ in [] }
    /// The first output of a filter on the last value, without sending anything; nil when there is none.
    var evaluate: (_ filter: String) -> Value? = { _ in nil }
  }

  let knowledge: Knowledge

  init(_ knowledge: Knowledge) {
    self.knowledge = knowledge
  }

  func completions(of text: String, cursor: Int) -> Completions {
    let context = CompletionContext(text, cursor: cursor)
    let matching = CandidateFilter(word: context.prefix).matching(candidates(for: context))
    return Completions(replacing: context.range.lower..<context.range.upper, candidates: matching)
  }

  private func candidates(for context: CompletionContext) -> [Completions.Candidate] {
    switch context.expectation {
    case .statement: (knowledge.statements + knowledge.commands).map { named($0, suffix: " ") } + values
    case .operand: values
    case .provider: knowledge.catalog.providers.map { .init($0, summary: "provider") }
    case .profile(let provider): knowledge.profiles(provider).map { .init($0, summary: "profile") }
    case .member(let path, _): members(of: path).map(behindDot)
    case .parameter(let call, let given): parameters(of: call.path, given: given) + values
    case .value(let call, let parameter): choices(of: call.path, parameter, prefix: context.prefix)
    case .variable: knowledge.variables.map { .init("$" + $0.name, summary: $0.summary) }
    case .field(let base): fields(of: base).map(behindDot)
    case .key(let base): fields(of: base)
    case .format: formats
    case .parameterType: Parameter.Kind.allCases.map { .init($0.rawValue, summary: "type") }
    case .argument(let command, _): knowledge.arguments(command).map { named($0) }
    case .path: knowledge.files(context.prefix).map { .init($0) }
    case .loopOption: ["parallel", "retry", "keep going"].map { .init($0, suffix: " ") }
    case .infix, .nothing: []
    }
  }

  /// The dot belongs to the word that a field or a member replaces.
  private func behindDot(_ candidate: Completions.Candidate) -> Completions.Candidate {
    .init("." + candidate.text, display: candidate.text, summary: candidate.summary, suffix: candidate.suffix)
  }

  func named(_ name: Knowledge.Name, suffix: String = "") -> Completions.Candidate {
    .init(name.name, summary: name.summary, suffix: name.takesArguments ? "(" : suffix)
  }

  private var values: [Completions.Candidate] {
    let own = knowledge.provider.map { resources(of: $0) } ?? []
    let providers = knowledge.catalog.providers.map { Completions.Candidate($0, summary: "provider", suffix: ".") }
    return own + providers + knowledge.functions.map { named($0) }
  }

  private var formats: [Completions.Candidate] {
    knowledge.formats.map { .init("@" + $0, summary: "format") } + [.init("@last", summary: "the latest exchange")]
  }
}
