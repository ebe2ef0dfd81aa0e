import Script

extension Launch {
  /// Why a command that is no script may not write a file; nil where it may.
  public static func objection(toWriting path: String) -> String? {
    FileAccess(ShellOptions(), Folders(environment: Surroundings().value)).objection(toWriting: path)?.message
  }
}
