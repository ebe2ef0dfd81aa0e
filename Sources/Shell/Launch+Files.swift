import Query
import Script

extension Launch {
  /// The options for a script's parameters, such as `--title`; empty if the script cannot be read.
  public static func parameters(of file: String) -> Set<String> {
    guard file != "-", let source = try? ScriptFile.read(file) else { return [] }
    let names = ScriptParser.parse(source).parameters.map { "--" + $0.name.text }
    return Set(names + names.map { $0.replacing("_", with: "-") })
  }

  /// Why a command other than a script must not write a file; nil if it may.
  public static func objection(toWriting path: String) -> String? {
    FileAccess(ShellOptions(), Folders(environment: Surroundings().value)).objection(toWriting: path)?.message
  }
}
