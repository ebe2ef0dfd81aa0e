import Diagnostics
import JSON
import Query

/// Modules as the editor shows them: what is open there counts before what the file holds.
struct OpenModules: ModuleLoader {
  let files: any ModuleLoader
  /// The open texts by their paths.
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
