import Diagnostics
import JSON
import Query
import Runner
import Synchronization

/// Finds modules and notes their texts, for a run that is taken up again; one that is takes the texts as they were.
final class RecordedModules: ModuleLoader {
  private let loader: any ModuleLoader
  /// The texts of the run that is taken up.
  private let former: [RunStart.Module]
  private let noted = Mutex<[RunStart.Module]>([])

  init(_ loader: any ModuleLoader, former: [RunStart.Module] = []) {
    self.loader = loader
    self.former = former
  }

  /// The modules that were asked for so far, each once.
  var all: [RunStart.Module] { noted.withLock { $0 } }

  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    if let known = former(path, origin: origin) { return known }
    let source = try loader.module(path, search: search, origin: origin)
    note(source, path: path, origin: origin)
    return source
  }

  /// The text of the run that is taken up; nil where it had none of that path.
  func former(_ path: String, origin: SourceText) -> SourceText? {
    former.first { $0.path == path && $0.origin == origin.name }.map { SourceText(name: $0.name, text: $0.text) }
  }

  func note(_ source: SourceText, path: String, origin: SourceText) {
    let module = RunStart.Module(path: path, origin: origin.name, name: source.name, text: source.text)
    noted.withLock { if !$0.contains(module) { $0.append(module) } }
  }

  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value {
    try loader.data(path, search: search, origin: origin)
  }
}
