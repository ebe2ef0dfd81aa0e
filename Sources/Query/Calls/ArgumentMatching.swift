public import Diagnostics
import JSON

/// Matches the arguments of a call with its parameters: the one rule for checks before a run and calls in it.
///
/// A named argument and the members of an object name their parameters; a bare value fills the first positional
/// parameter that is not given otherwise.
public struct ArgumentMatching<Content> {
  /// One argument as far as its form is known.
  public enum Argument {
    case named(String, Content)
    /// An object whose keys are parameters; incomplete where only running can tell some keys.
    case members([(name: String, content: Content)], isComplete: Bool)
    case bare(Content)
    /// A value that may be a scalar or an object: only running can tell.
    case unknown
  }

  /// What is given for certain, in the order of the arguments; a name may come twice.
  public private(set) var given: [(name: String, content: Content)] = []
  /// Bare values that no parameter is left for.
  public private(set) var surplus: [Content] = []
  /// Whether nothing else can be given when the call runs.
  public private(set) var isComplete = true

  public init(_ arguments: [Argument], positional: [String]) {
    let named = Set(arguments.compactMap { if case .named(let name, _) = $0 { name } else { nil } })
    var hasUnknown = false
    for argument in arguments {
      switch argument {
      case .named(let name, let content): given.append((name, content))
      case .members(let members, let isWhole):
        given += members
        isComplete = isComplete && isWhole
      case .bare(let content):
        // After an unknown value, a bare one has no certain place.
        guard !hasUnknown else { continue }
        let taken = Set(given.map(\.name))
        let free = positional.filter { !taken.contains($0) }
        // Where only a name that is given elsewhere is left, it is given twice.
        guard let name = free.first(where: { !named.contains($0) }) ?? free.first else {
          surplus.append(content)
          continue
        }
        given.append((name, content))
      case .unknown:
        hasUnknown = true
        isComplete = false
      }
    }
  }
}

/// What is written for one parameter in a program.
public struct WrittenArgument: Sendable {
  /// nil where a key stands for a variable or field of its own name.
  public var value: Expression?
  /// Of the name, else of the value.
  public var range: SourceRange
}

extension ArgumentMatching<WrittenArgument> {
  /// Matches arguments as they are written.
  public init(_ arguments: [CallArgument], of method: MethodSignature) {
    self.init(arguments.map(Self.argument), positional: method.positional)
  }

  private static func argument(_ argument: CallArgument) -> Argument {
    if let name = argument.name { return .named(name.text, Content(value: argument.value, range: name.range)) }
    switch argument.value.kind {
    case .object(let members):
      let known = members.compactMap(member)
      return .members(known, isComplete: known.count == members.count)
    case .literal, .string, .format, .negate: return .bare(Content(value: argument.value, range: argument.value.range))
    default: return .unknown
    }
  }

  private static func member(_ member: ObjectMember) -> (name: String, content: Content)? {
    switch member.key {
    case .name(let name): (name.text, Content(value: member.value, range: name.range))
    case .variable(let name) where member.value == nil: (name.text, Content(value: nil, range: name.range))
    case .string(let template):
      template.constant.map { ($0.string, Content(value: member.value, range: template.range)) }
    case .variable, .location, .expression: nil
    }
  }
}
