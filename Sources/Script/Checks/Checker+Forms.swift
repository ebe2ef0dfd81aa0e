import Query

// Properties of statements and expressions that follow from their syntax.

extension Expression {
  /// Whether it certainly has one output if each of its parts has; then that output becomes `.`.
  var hasOneOutput: Bool {
    switch kind {
    case .identity, .variable, .dotted, .array: true
    case .field(let base, _), .index(let base, _): base.hasOneOutput
    case .pipe(let left, let right): left.hasOneOutput && right.hasOneOutput
    case .function(let name, let arguments): name.text == "map" && arguments.count == 1
    default: false
    }
  }

  /// Whether a part is missing; that error has already been reported.
  var isPartial: Bool {
    var isPartial = false
    visit { if case .missing = $0.kind { isPartial = true } }
    return isPartial
  }
}

extension Statement {
  /// Whether it is or contains `set timezone`.
  var setsZone: Bool {
    if case .command(let command) = kind {
      return command.name.text == "set" && command.words.first?.text == "timezone"
    }
    return blocks.contains { $0.statements.contains(where: \.setsZone) }
  }

  /// Whether it may wait for the user, regardless of its expressions.
  var mayWait: Bool {
    switch kind {
    case .confirm, .login, .logout, .command, .save, .append, .wait, .run: true
    case .expression, .give, .skip, .fail, .warn, .print, .bind, .use, .parameter, .define, .load, .loop, .decide,
      .protect, .assert, .stop:
      false
    }
  }
}
