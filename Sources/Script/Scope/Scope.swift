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
  /// Names everything that was bound, defined and imported so far, in its order: equal scopes of a text have equal ones.
  private(set) var version = 0
  /// How many variables, from the first on, functions can see.
  private var seen = 0
  /// Where each name was bound last, once there are many.
  private var places: [String: Int]?

  /// The variables, an inner one once.
  var variables: [(name: String, value: Value)] {
    var seen: Set<String> = []
    return zip(names, values).reversed().filter { seen.insert($0.0).inserted }.reversed().map { ($0, $1) }
  }

  func value(of name: String) -> Value? { lastIndex(of: name).map { values[$0] } }

  /// Binds a variable. An earlier one of that name is replaced where no function can see it.
  mutating func bind(_ name: String, _ value: Value) {
    advance(with: "$", name)
    if let index = lastIndex(of: name), index >= seen { return values[index] = value }
    names.append(name)
    values.append(value)
    index(name)
  }

  mutating func define(_ definition: FunctionDefinition, in source: SourceText) {
    functions.append(
      CompiledDefinition(
        definition, source: source, visibleVariables: names.count, account: account, imports: imports))
    imports = []
    seen = names.count
    advance(with: source.name, definition.range)
  }

  mutating func load(_ directive: Import, in source: SourceText) {
    imports.append(PlacedImport(directive, in: source))
    advance(with: source.name, directive.range)
  }

  var signatures: Set<ScriptParser.Signature> {
    Set(
      functions.map {
        ScriptParser.Signature(name: $0.definition.name.text, arity: $0.definition.parameters.count)
      })
  }
}

extension Scope {
  /// A search of a few names is faster than the copy of a dictionary that every row would need.
  private static let few = 32

  private func lastIndex(of name: String) -> Int? {
    if let places { places[name] } else { names.lastIndex(of: name) }
  }

  /// Notes the place of the name bound last.
  private mutating func index(_ name: String) {
    if places != nil {
      places?[name] = names.count - 1
    } else if names.count > Self.few {
      places = Dictionary(names.enumerated().map { ($1, $0) }) { $1 }
    }
  }

  private mutating func advance(with kind: String, _ what: some Hashable) {
    var hasher = Hasher()
    hasher.combine(version)
    hasher.combine(kind)
    hasher.combine(what)
    version = hasher.finalize()
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
