public import Diagnostics
import JSON

/// Matches the arguments of a call to its parameters. Checks before a run and calls during the run share this rule.
///
/// Named arguments and object members name their parameters; a bare value fills the first positional parameter that is
/// not otherwise given.
public struct ArgumentMatching<Content> {
  /// An argument, as far as its form is known.
  public enum Argument {
    case named(String, Content)
    /// An object whose keys name parameters; `isComplete` is false if some keys are known only at run time.
    case members([(name: String, content: Content)], isComplete: Bool)
    case bare(Content)
    /// A value that may be a scalar or an object; known only at run time.
    case unknown
  }

  /// The arguments that are certainly given, in order; a name may occur twice.
  public private(set) var given: [(name: String, content: Content)] = []
  /// Bare values for which no parameter is left.
  public private(set) var surplus: [Content] = []
  /// Whether no further arguments can appear at run time.
  public private(set) var isComplete = true

  /// Matches arguments to parameters.
  ///
  /// - Parameter positional: the names of the parameters that bare values fill, in order.
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
        // After an unknown value, the position of a bare one is uncertain.
        guard !hasUnknown else { continue }
        let taken = Set(given.map(\.name))
        let free = positional.filter { !taken.contains($0) }
        // If only parameters named elsewhere are left, report one of them as given twice.
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

/// An argument as written in a program.
public struct WrittenArgument: Sendable {
  /// nil for a key that is short for a variable or field of the same name.
  public var value: Expression?
  /// The range of the name, or of the value if there is no name.
  public var range: SourceRange
}

extension ArgumentMatching<WrittenArgument> {
  /// Matches arguments as written in a program.
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
