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
    if let known = former.first(where: { $0.path == path && $0.origin == origin.name }) {
      return SourceText(name: known.name, text: known.text)
    }
    let source = try loader.module(path, search: search, origin: origin)
    let module = RunStart.Module(path: path, origin: origin.name, name: source.name, text: source.text)
    noted.withLock { if !$0.contains(module) { $0.append(module) } }
    return source
  }

  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value {
    try loader.data(path, search: search, origin: origin)
  }
}
