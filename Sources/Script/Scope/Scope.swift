import Diagnostics
import JSON
import Query

/// The names in scope at a place of a script. A block uses a copy.
struct Scope {
  private(set) var names: [String] = []
  private(set) var values: [Value] = []
  private(set) var functions: [CompiledDefinition] = []
  /// The imports after the last function.
  private(set) var imports: [PlacedImport] = []
  /// The account that `use` set.
  var account: Account?
  /// A hash of everything bound, defined and imported, in order: equal scopes of a text have equal versions.
  private(set) var version = 0
  /// The number of variables, from the first, that functions can see.
  private var seen = 0
  /// The index of the last binding of each name, if there are many.
  private var places: [String: Int]?

  /// The variables without shadowed ones.
  var variables: [(name: String, value: Value)] {
    var seen: Set<String> = []
    return zip(names, values).reversed().filter { seen.insert($0.0).inserted }.reversed().map { ($0, $1) }
  }

  func value(of name: String) -> Value? { lastIndex(of: name).map { values[$0] } }

  /// Binds a variable. Replaces an earlier one of that name unless a function can see it.
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
  /// Up to this number of names, a linear search is faster than copying a dictionary for every row.
  private static let few = 32

  private func lastIndex(of name: String) -> Int? {
    if let places { places[name] } else { names.lastIndex(of: name) }
  }

  /// Updates the index for the name bound last.
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
  /// What a dotted name refers to; nil if a definition shadows it or it is not defined.
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
  /// The environment for compiling an expression in this scope.
  func compileEnvironment(_ environment: any CheckEnvironment) -> CompileEnvironment {
    var compiling = CompileEnvironment(
      variables: names, functions: functions, imports: imports, modules: environment.modules,
      catalog: environment.catalog, account: account, dialect: .eduscript)
    compiling.isPlanning = environment.isPlanning
    return compiling
  }
}
