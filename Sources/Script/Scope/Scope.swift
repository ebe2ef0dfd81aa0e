import Diagnostics
import JSON
import Query

/// What is visible at a place of a script; a copy of it is the scope of a block.
struct Scope {
  private(set) var names: [String] = []
  private(set) var values: [Value] = []
  private(set) var functions: [CompiledDefinition] = []
  /// Imports behind the last of the functions.
  private(set) var imports: [PlacedImport] = []
  /// The account that `use` set.
  var account: Account?

  /// The variables, an inner one once.
  var variables: [(name: String, value: Value)] {
    var seen: Set<String> = []
    return zip(names, values).reversed().filter { seen.insert($0.0).inserted }.reversed().map { ($0, $1) }
  }

  func value(of name: String) -> Value? {
    names.lastIndex(of: name).map { values[$0] }
  }

  /// Binds a variable. An earlier one of that name is replaced where no function can see it.
  mutating func bind(_ name: String, _ value: Value) {
    let seen = functions.map(\.visibleVariables).max() ?? 0
    if let index = names.lastIndex(of: name), index >= seen {
      names.remove(at: index)
      values.remove(at: index)
    }
    names.append(name)
    values.append(value)
  }

  mutating func define(_ definition: FunctionDefinition, in source: SourceText) {
    functions.append(
      CompiledDefinition(
        definition, source: source, visibleVariables: names.count, account: account, imports: imports))
    imports = []
  }

  mutating func load(_ directive: Import, in source: SourceText) {
    imports.append(PlacedImport(directive, in: source))
  }

  var signatures: Set<ScriptParser.Signature> {
    Set(
      functions.map {
        ScriptParser.Signature(name: $0.definition.name.text, arity: $0.definition.parameters.count)
      })
  }
}

extension Scope {
  /// What a dotted name means here; nil where a definition hides it, or nothing has that name.
  func resolve(_ name: DottedName, _ catalog: (any Catalog)?) -> CallResolver.Resolution? {
    guard let catalog else { return nil }
    let isHidden = functions.contains {
      $0.definition.name.text == name.head.text && $0.definition.parameters.isEmpty
    }
    guard !isHidden || name.profile != nil || name.arguments != nil else { return nil }
    return CallResolver(catalog, current: account).resolve(name)
  }
}

extension Scope {
  /// What an expression at this place may use.
  func compileEnvironment(_ environment: any CheckEnvironment) -> CompileEnvironment {
    var compiling = CompileEnvironment(
      variables: names, functions: functions, imports: imports, modules: environment.modules,
      catalog: environment.catalog, account: account, dialect: .eduscript)
    compiling.isPlanning = environment.isPlanning
    return compiling
  }
}
