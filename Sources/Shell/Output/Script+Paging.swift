import Script

extension Script {
  /// Whether a single expression is its entire output, so that the result may be shown through the pager.
  var isSingleExpression: Bool {
    let shown = statements.filter { statement in
      switch statement.kind {
      case .bind, .use, .parameter, .define, .load, .login, .logout, .assert, .save, .append, .wait, .give, .skip,
        .fail:
        false
      case .expression, .loop, .decide, .protect, .print, .warn, .run, .confirm, .stop, .command: true
      }
    }
    guard shown.count == 1, case .expression = shown[0].kind, let last = statements.last else { return false }
    // Statements after it would run unnoticed.
    return last.range == shown[0].range
  }
}
