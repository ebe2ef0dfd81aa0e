import Diagnostics
import Glibc
import JSON
import Query
import Rendering
import Script
import Terminal

extension PromptCommand {
  static let record = PromptCommand(
    name: "record", usage: "record path, record stop"
  ) { call throws(Failure) in
    guard let word = call.words.first else { throw call.usage("record needs a path, or `stop`") }
    let recording = call.workbench.recording
    guard word != "stop" else {
      let path = try recording.end()
      return call.workbench.notify("recorded to \(path); `edush run \(path)` runs it")
    }
    try recording.begin(word, provider: call.interpreter.provider)
    call.workbench.notify("recording to \(word); `record stop` ends it")
  }

  static let edit = PromptCommand(
    name: "edit", usage: "edit [path]"
  ) { call throws(Failure) in
    var path = call.words.first ?? ""
    if path.isEmpty { path = try call.scratchFile() }
    let editor = call.workbench.surroundings.value("EDITOR") ?? "vi"
    guard system("\(editor) \(CurlText.quoted(path))") == 0 else {
      throw Failure(.script, "`\(editor)` failed", hint: "set EDITOR to an editor")
    }
    try call.runFile(path)
  }

  static let runScript = PromptCommand(
    name: "run", usage: "run path [--param value]"
  ) { call throws(Failure) in
    guard let path = call.words.first else { throw call.usage("run needs a script") }
    try call.runFile(path, arguments: Array(call.words.dropFirst()))
  }

  static let set = PromptCommand(
    name: "set", usage: "set output FORMAT"
  ) { call throws(Failure) in
    let names = OutputFormat.allCases.map(\.rawValue)
    guard call.words.first == "output", call.words.count <= 2 else {
      throw call.usage("there is one setting, `output`: \(names.joined(separator: ", "))")
    }
    guard let name = call.words.dropFirst().first else {
      return call.workbench.printer.text("output is \(call.workbench.printer.format.rawValue)")
    }
    guard let format = OutputFormat(rawValue: name) else {
      throw Failure(
        .usage, "`output` takes \(names.joined(separator: ", "))",
        hint: names.nearest(to: name).map { "did you mean `\($0)`?" })
    }
    call.workbench.printer.format = format
  }

  static let quit = PromptCommand(name: "quit", usage: "quit") { call throws(Failure) in
    call.workbench.leave()
  }
}

extension PromptCommand.Call {
  /// A script runs in a scope of its own.
  func runFile(_ path: String, arguments: [String] = []) throws(Failure) {
    do throws(FileError) {
      let text = String(decoding: try LocalFile.contents(of: path), as: UTF8.self)
      let interpreter = Interpreter(interpreter.environment)
      let outcome = interpreter.run(SourceText(name: path, text: text), arguments: arguments)
      workbench.report(outcome.diagnostics)
    } catch {
      throw Failure(.usage, error.description)
    }
  }

  /// A file that holds the last line of the history.
  func scratchFile() throws(Failure) -> String {
    let path = workbench.folders.state + "/edit.eduscript"
    let last = workbench.history.entries.last { $0.text != "edit" }?.text ?? ""
    try FileSaver.save(Array((last + "\n").utf8), to: path)
    return path
  }
}
