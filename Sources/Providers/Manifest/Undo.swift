/// How what a method did is undone.
enum UndoRule: Sendable {
  case call(Undo)
  /// By nothing, and why.
  case never(String)
}

/// The call of another method of the provider that undoes what a method did.
struct Undo: Sendable {
  /// The arguments of that call.
  enum Arguments: Sendable {
    /// Each by a filter on `{arguments, answer, before}` of what is undone.
    case made
    /// The same item in the path, and the previous values of these parameters, of the item's fields of the same names.
    case former([String])
  }

  var use: MethodUse
  var arguments: Arguments
  /// A filter on the same that gives an array, for each element of which there is a call; it is `item` to the arguments.
  var each: AnswerFilter?
  /// What is lost all the same.
  var caveat: String?

  var method: String { use.method }
}
