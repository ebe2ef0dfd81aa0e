/// Whether a text is a script file or a line of the prompt.
public enum ScriptMode: Sendable {
  /// A script file.
  case file
  /// Commands are allowed, and unused variables are not reported.
  case prompt
}
