import Query

/// The keywords of statements and the names of commands.
public enum Words {
  /// The keywords of statements.
  public static let statements = ReservedNames.statements
  /// The commands of the prompt, with short descriptions.
  public static let commands: [(name: String, summary: String)] = [
    ("help", "explain a topic, a function or a method"),
    ("describe", "show a provider, a resource or a method"),
    ("example", "run an example of the help shown last"),
    ("providers", "list the providers"),
    ("sessions", "list the sessions and where their credentials lie"),
    ("vars", "list the variables"),
    ("exchanges", "list the requests and responses so far"),
    ("explain", "show what a call would send, and send nothing"),
    ("curl", "show an exchange as a curl command"),
    ("trace", "show where the time of an exchange went"),
    ("har", "export exchanges as HAR"),
    ("share", "make a page of exchanges for a ticket"),
    ("diff", "compare two exchanges or values"),
    ("replay", "send the request of an exchange again"),
    ("undo", "undo what a call wrote"),
    ("history", "show what was typed"),
    ("record", "write what is typed to a script"),
    ("script", "make a script of exchanges"),
    ("watch", "evaluate again and again"),
    ("webhook", "receive webhooks into $events"),
    ("edit", "open the line in the editor"),
    ("set", "change a setting"),
    ("forget", "forget the ids that completion knows"),
    ("run", "run a script"),
    ("quit", "leave"),
  ]

  static let statementSet = Set(statements)
  static let commandSet = Set(commands.map(\.name))
  /// Keywords of statements that are also keywords of expressions.
  static let shared: Set<String> = ["def", "import", "include", "if"]
}
