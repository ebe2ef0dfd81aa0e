import Diagnostics
import JSON
import Query
import Runner
import Synchronization

/// Loads modules and records their texts, so that the run can be resumed. A resumed run uses the recorded texts.
final class RecordedModules: ModuleLoader {
  private let loader: any ModuleLoader
  /// The texts of the resumed run.
  private let former: [RunStart.Module]
  private let noted = Mutex<[RunStart.Module]>([])

  init(_ loader: any ModuleLoader, former: [RunStart.Module] = []) {
    self.loader = loader
    self.former = former
  }

  /// The modules loaded so far, without duplicates.
  var all: [RunStart.Module] { noted.withLock { $0 } }

  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    if let known = former(path, origin: origin) { return known }
    let source = try loader.module(path, search: search, origin: origin)
    note(source, path: path, origin: origin)
    return source
  }

  /// The text from the resumed run; nil if it had no module with that path.
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
