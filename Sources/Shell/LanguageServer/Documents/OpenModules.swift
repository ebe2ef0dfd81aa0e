import Diagnostics
import JSON
import Query

/// Loads modules, preferring texts that are open in the editor over files.
struct OpenModules: ModuleLoader {
  let files: any ModuleLoader
  /// The open texts by path.
  let open: [String: SourceText]

  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    let found = try files.module(path, search: search, origin: origin)
    let name = DocumentAddress.normalized(found.name)
    return open[name] ?? SourceText(name: name, text: found.text)
  }

  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value {
    try files.data(path, search: search, origin: origin)
  }
}
