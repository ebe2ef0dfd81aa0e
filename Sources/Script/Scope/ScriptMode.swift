/// Whether a text is a script file or a line of the prompt.
public enum ScriptMode: Sendable {
  case file
  /// Commands are allowed, and unused variables are not reported.
  case prompt
}
