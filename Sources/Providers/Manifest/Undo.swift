/// How what a method did is taken back: by a call of another method of the provider.
struct Undo: Sendable {
  /// What that call is given.
  enum Arguments: Sendable {
    /// Each by a filter on `{arguments, answer}` of what is taken back.
    case made([(name: String, filter: AnswerFilter)])
    /// The same item in the path, and what these parameters were before, of the item's fields of the same names.
    case former([String])
  }

  /// `questions.delete`.
  var method: String
  var arguments: Arguments
}
