import HTTP
import Query

/// The user's editor: `VISUAL`, otherwise `EDITOR`, otherwise vi.
struct ExternalEditor {
  private let command: String
  /// The environment variable that names it; nil if none is set.
  private let variable: String?
  private let environment: ProgramEnvironment

  init(_ services: Services) {
    variable = ["VISUAL", "EDITOR"].first { services.surroundings.value($0) != nil }
    command = variable.flatMap(services.surroundings.value) ?? "vi"
    environment = services.environment.ofPrograms
  }

  /// Opens a file and waits until the editor is closed.
  func open(_ path: String) throws(Failure) {
    let line = "\(command) \(CurlText.quoted(path))"
    let status = ShellCommand(line, environment, prepare: StandardStream.eraseStatus).run()
    guard status == 0 else { throw failure(status) }
  }

  /// The status of the shell shows whether the program exists.
  private func failure(_ status: Int32?) -> Failure {
    let advice = "set \(variable ?? "EDITOR") to an installed editor"
    let name = variable.map { "`\(command)`, the editor of \($0)," } ?? "`\(command)`"
    return switch status {
    case nil: Failure(.script, "\(name) could not be started", hint: advice)
    case 126: Failure(.script, "\(name) is not executable", hint: advice)
    case 127: Failure(.script, "\(name) is not installed", hint: advice)
    case let status?: Failure(.script, "\(name) ended with status \(status); what it saved is not used")
    }
  }

  /// Edits a text in a private temporary file. Returns the saved text without trailing line breaks.
  func edited(_ text: String) throws(Failure) -> String {
    let scratch = try ScratchFile(text + "\n")
    defer { scratch.remove() }
    try open(scratch.path)
    var saved = try scratch.text()[...]
    while saved.last?.isNewline == true { saved.removeLast() }
    return String(saved)
  }
}
