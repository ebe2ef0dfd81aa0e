extension Expression {
  /// The direct subexpressions, in source order.
  public var children: [Expression] {
    switch kind {
    case .identity, .recursiveDescent, .literal, .format, .variable, .location, .exchange, .breakOut, .missing,
      .array(nil):
      []
    case .string(let template): template.interpolations
    case .array(let inner?), .negate(let inner), .iterate(let inner), .optional(let inner), .label(_, let inner):
      [inner]
    case .object(let members): members.flatMap(\.expressions)
    case .field(let base, let name): [base] + name.interpolations
    case .index(let base, let key): [base, key]
    case .slice(let base, let from, let to): [base] + [from, to].compactMap(\.self)
    case .function(_, let arguments): arguments
    case .dotted(let name): (name.arguments ?? []).map(\.value)
    case .binary(_, let left, let right), .update(_, let left, let right), .pipe(let left, let right),
      .comma(let left, let right):
      [left, right]
    case .conditional(let branches, let otherwise):
      branches.flatMap { [$0.condition, $0.body] } + [otherwise].compactMap(\.self)
    case .attempt(let body, let handler): [body] + [handler].compactMap(\.self)
    case .reduce(let source, let patterns, let initial, let update):
      [source] + patterns.flatMap(\.expressions) + [initial, update]
    case .foreach(let source, let patterns, let initial, let update, let extract):
      [source] + patterns.flatMap(\.expressions) + [initial, update] + [extract].compactMap(\.self)
    case .bind(let source, let patterns, let body): [source] + patterns.flatMap(\.expressions) + [body]
    case .define(let definition, let body): [definition.body, body]
    }
  }

  /// Visits this expression and all subexpressions, outer ones first.
  public func visit(_ body: (Expression) -> Void) {
    var waiting = [self]
    while let next = waiting.popLast() {
      body(next)
      waiting.append(contentsOf: next.children.reversed())
    }
  }
}

extension StringTemplate {
  /// The interpolated expressions.
  public var interpolations: [Expression] {
    parts.compactMap { part in
      if case .interpolation(let inner) = part { inner } else { nil }
    }
  }
}

extension ObjectMember {
  /// The expressions in a computed key, and the value.
  public var expressions: [Expression] {
    let inKey: [Expression] =
      switch key {
      case .name, .location: []
      case .variable(let name): [Expression(.variable(name), name.range)]
      case .string(let template): template.interpolations
      case .expression(let inner): [inner]
      }
    return inKey + [value].compactMap(\.self)
  }
}

extension Pattern {
  /// The variables that the pattern binds, in order.
  public var boundNames: [Name] {
    switch self {
    case .variable(let name): [name]
    case .array(let elements): elements.flatMap(\.boundNames)
    case .object(let members):
      members.flatMap { key, value in
        var names = value?.boundNames ?? []
        if case .variable(let name) = key { names.insert(name, at: 0) }
        return names
      }
    }
  }

  /// The expressions in computed keys.
  public var expressions: [Expression] {
    switch self {
    case .variable: return []
    case .array(let elements): return elements.flatMap(\.expressions)
    case .object(let members):
      return members.flatMap { key, value -> [Expression] in
        let inKey: [Expression] =
          switch key {
          case .variable, .name: []
          case .string(let template): template.interpolations
          case .expression(let inner): [inner]
          }
        return inKey + (value?.expressions ?? [])
      }
    }
  }
}
