/// A call of another method that accompanies a call: to undo it, or to read its object.
struct MethodUse: Sendable {
  /// The qualified name, such as `questions.delete`.
  var method: String
  /// Filters for arguments. Other required parameters take the value of the call's parameter with the same name.
  var arguments: [(name: String, filter: AnswerFilter)] = []
  /// The location of the method name in the manifest.
  var place = ManifestPath.root
}
