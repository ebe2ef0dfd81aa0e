/// A call of another method of the provider, made for a call: to undo it, or to read what it is about.
struct MethodUse: Sendable {
  /// `questions.delete`.
  var method: String
  /// Each by a filter. What the method needs beside them has the value of the call's parameter of the same name.
  var arguments: [(name: String, filter: AnswerFilter)] = []
  /// Where the manifest names the method.
  var place = ManifestPath.root
}
