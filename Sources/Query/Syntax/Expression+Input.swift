extension Expression {
  /// Whether it may use its input, `.`. Functions may, unless known otherwise.
  public var readsInput: Bool {
    switch kind {
    case .identity, .recursiveDescent, .format, .update: true
    case .literal, .variable, .location, .exchange, .breakOut, .missing: false
    case .pipe(let first, _): first.readsInput
    case .function(let name, let arguments):
      !Self.ignoringInput.contains(name.text) || arguments.contains(where: \.readsInput)
    case .object(let members): members.contains(where: \.readsInput)
    case .reduce(let source, _, let initial, _), .foreach(let source, _, let initial, _, _):
      source.readsInput || initial.readsInput
    case .bind(let source, _, let body): source.readsInput || body.readsInput
    case .define(_, let body): body.readsInput
    case .string, .array, .field, .index, .slice, .iterate, .optional, .dotted, .negate, .binary, .comma, .conditional,
      .attempt, .label:
      children.contains(where: \.readsInput)
    }
  }

  /// Functions that use only their arguments.
  private static let ignoringInput: Set<String> = ["each", "pages", "range", "now", "uuid", "empty", "env", "ago"]
}

extension ObjectMember {
  /// `{name}` is short for `{name: .name}`.
  fileprivate var readsInput: Bool {
    if expressions.contains(where: \.readsInput) { return true }
    guard value == nil else { return false }
    return switch key {
    case .name, .string, .expression: true
    case .variable, .location: false
    }
  }
}
