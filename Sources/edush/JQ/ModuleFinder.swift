import Diagnostics
import JSON
import Query

extension JQ {
  /// Finds modules as jq does: in three places for each folder of the search path.
  ///
  /// Source: the jq 1.8 manual, section "Modules".
  struct ModuleFinder: ModuleLoader {
    /// The search path, not expanded.
    let paths: [String]
    /// The folder of the program.
    let programOrigin: String
    /// The folder of the executable.
    let executableOrigin: String
    private let home: String?

    init(_ options: Options) {
      paths = options.libraryPaths ?? ["~/.jq", "$ORIGIN/../lib/jq", "$ORIGIN/../lib"]
      let folder = options.fromFile ? Path.folder(of: options.program ?? ".") : "."
      programOrigin = Path.resolved(folder)
      executableOrigin = Path.folder(of: CommandLine.arguments.first ?? "")
      home = JQ.environment("HOME")
    }

    func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
      let file = try find(path, suffix: ".jq", search: search, origin: origin)
      do throws(FileError) {
        return SourceText(name: file, text: String(decoding: try File.contents(file), as: UTF8.self))
      } catch {
        throw ModuleError("error loading data file \(file): \(error.message)")
      }
    }

    func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value {
      let file = try find(path, suffix: ".json", search: search, origin: origin)
      do throws(FileError) {
        return .array(try File.values(try File.contents(file)))
      } catch {
        throw ModuleError("error loading data file \(file): \(error.message)")
      }
    }

    /// The import of `~/.jq`, if it is a file.
    var startImports: [Import] {
      guard let home, Path.isFile("\(home)/.jq") else { return [] }
      let text = "include \"\" {search: \(Value(home).json())}; ."
      var parser = Parser(SourceText(name: "~/.jq", text: text), dialect: .jq)
      return parser.parseProgram().imports
    }
  }
}

extension JQ.ModuleFinder {
  private func find(_ path: String, suffix: String, search: Value?, origin: SourceText) throws(ModuleError) -> String {
    let parts = try components(path)
    for folder in folders(search, origin: origin) where !folder.isEmpty {
      let candidates = [
        "\(folder)/\(path)\(suffix)", "\(folder)/\(path)/jq/main\(suffix)",
        "\(folder)/\(path)/\(parts.last ?? "")\(suffix)",
      ]
      if let found = candidates.first(where: JQ.Path.exists) { return JQ.Path.resolved(found) }
    }
    throw ModuleError("module not found: \(path)")
  }

  private func components(_ path: String) throws(ModuleError) -> [Substring] {
    if path.contains("\\") {
      throw ModuleError("Modules must be named by relative paths using '/', not '\\' (\(path))")
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains("..") {
      throw ModuleError("Relative paths to modules may not traverse to parent directories (\(path))")
    }
    if zip(parts, parts.dropFirst()).contains(where: { $0 == $1 }) {
      throw ModuleError("module names must not have equal consecutive components: \(path)")
    }
    return parts
  }

  /// The folders to search: those of the import, otherwise the importing file's folder and the search path.
  private func folders(_ search: Value?, origin: SourceText) -> [String] {
    let isProgram = origin.name == JQ.CompileReport.programName
    let folder = isProgram ? programOrigin : JQ.Path.folder(of: origin.name)
    let given = search.map { $0.array ?? [$0] } ?? ([Value(".")] + paths.map { Value($0) })
    return given.compactMap(\.string).map { expand($0, relativeTo: folder) }
  }

  private func expand(_ path: String, relativeTo folder: String) -> String {
    if path.hasPrefix("~/"), let home { return "\(home)/\(path.dropFirst(2))" }
    if path.hasPrefix("$ORIGIN/") { return "\(executableOrigin)/\(path.dropFirst(8))" }
    return path.hasPrefix("/") || path == "." ? path : "\(folder)/\(path)"
  }
}
