import JSON

/// Searches for calls of a function by name and arity, regardless of scope.
struct Mentions {
  private let name: String
  private let arity: Int

  init(_ name: String, _ arity: Int) {
    self.name = name
    self.arity = arity
  }

  func isIn(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .identity, .recursiveDescent, .literal, .format, .array(nil), .variable, .location, .exchange, .breakOut,
      .missing:
      false
    case .string(let template): isIn(template)
    case .array(let body?), .iterate(let body), .optional(let body), .negate(let body), .label(_, let body): isIn(body)
    case .object(let members): members.contains(where: isIn)
    case .field(let base, let template): isIn(base) || isIn(template)
    case .index(let first, let second), .binary(_, let first, let second), .update(_, let first, let second),
      .pipe(let first, let second), .comma(let first, let second):
      isIn(first) || isIn(second)
    case .slice(let base, let from, let to): isIn(base) || isIn(from) || isIn(to)
    case .function(let name, let arguments):
      name.text == self.name && arguments.count == arity || arguments.contains(where: isIn)
    case .dotted(let dotted):
      arity == 0 && dotted.head.text == name || dotted.arguments?.contains { isIn($0.value) } ?? false
    case .conditional(let branches, let otherwise):
      branches.contains { isIn($0.condition) || isIn($0.body) } || isIn(otherwise)
    case .attempt(let body, let handler): isIn(body) || isIn(handler)
    case .reduce(let source, let patterns, let initial, let update):
      isIn(source) || patterns.contains(where: isIn) || isIn(initial) || isIn(update)
    case .foreach(let source, let patterns, let initial, let update, let extract):
      isIn(source) || patterns.contains(where: isIn) || isIn(initial) || isIn(update) || isIn(extract)
    case .bind(let source, let patterns, let body): isIn(source) || patterns.contains(where: isIn) || isIn(body)
    case .define(let definition, let body): isIn(definition.body) || isIn(body)
    }
  }

  private func isIn(_ expression: Expression?) -> Bool { expression.map { isIn($0) } ?? false }

  private func isIn(_ template: StringTemplate) -> Bool {
    template.parts.contains {
      if case .interpolation(let expression) = $0 { isIn(expression) } else { false }
    }
  }

  private func isIn(_ member: ObjectMember) -> Bool {
    let isInKey =
      switch member.key {
      case .name, .variable, .location: false
      case .string(let template): isIn(template)
      case .expression(let expression): isIn(expression)
      }
    return isInKey || isIn(member.value)
  }

  private func isIn(_ pattern: Pattern) -> Bool {
    switch pattern {
    case .variable: false
    case .array(let elements): elements.contains(where: isIn)
    case .object(let members):
      members.contains { key, value in
        let isInKey =
          switch key {
          case .variable, .name: false
          case .string(let template): isIn(template)
          case .expression(let expression): isIn(expression)
          }
        return isInKey || value.map(isIn) ?? false
      }
    }
  }
}
