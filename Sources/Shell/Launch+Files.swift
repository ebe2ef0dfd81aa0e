import Query
import Script

extension Launch {
  /// The options that a script declares as its parameters, `--title`; none where it cannot be read.
  public static func parameters(of file: String) -> Set<String> {
    guard file != "-", let source = try? ScriptFile.read(file) else { return [] }
    let names = ScriptParser.parse(source).parameters.map { "--" + $0.name.text }
    return Set(names + names.map { $0.replacing("_", with: "-") })
  }

  /// Why a command that is no script may not write a file; nil where it may.
  public static func objection(toWriting path: String) -> String? {
    FileAccess(ShellOptions(), Folders(environment: Surroundings().value)).objection(toWriting: path)?.message
  }
}
