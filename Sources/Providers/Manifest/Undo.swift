/// How a write can be undone.
enum UndoRule: Sendable {
  case call(Undo)
  /// It cannot be undone, and why.
  case never(String)
}

/// A call of another method that undoes a write.
struct Undo: Sendable {
  /// The arguments of the inverse call.
  enum Arguments: Sendable {
    /// Each is the output of a filter on the write's `{arguments, answer, before}`.
    case made
    /// The same path, with the previous values of these parameters, from the item's fields of the same names.
    case former([String])
  }

  var use: MethodUse
  var arguments: Arguments
  /// A filter on the same input that outputs an array; there is one call per element, which the arguments receive as
  /// `item`.
  var each: AnswerFilter?
  /// What is lost nevertheless.
  var caveat: String?

  var method: String { use.method }
}
