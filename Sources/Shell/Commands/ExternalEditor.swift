import HTTP
import Query

/// The editor that the user chose: `VISUAL`, else `EDITOR`, else vi.
struct ExternalEditor {
  private let command: String
  private let environment: ProgramEnvironment

  init(_ services: Services) {
    let chosen = ["VISUAL", "EDITOR"].lazy.compactMap(services.surroundings.value).first
    command = chosen ?? "vi"
    environment = services.environment.ofPrograms
  }

  /// Opens a file and waits until it is closed.
  func open(_ path: String) throws(Failure) {
    let line = "\(command) \(CurlText.quoted(path))"
    let status = ShellCommand(line, environment, prepare: StandardStream.eraseStatus).run()
    guard status == 0 else {
      let ending = status.map { " (status \($0))" } ?? ""
      throw Failure(.script, "`\(command)` failed\(ending)", hint: "set VISUAL or EDITOR to an editor")
    }
  }

  /// Opens a text in a private file, which is removed afterwards; the text as it was saved, without line breaks at its end.
  func edited(_ text: String) throws(Failure) -> String {
    let scratch = try ScratchFile(text + "\n")
    defer { scratch.remove() }
    try open(scratch.path)
    var saved = try scratch.text()[...]
    while saved.last?.isNewline == true { saved.removeLast() }
    return String(saved)
  }
}
