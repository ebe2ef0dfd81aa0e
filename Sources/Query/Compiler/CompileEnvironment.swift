public import Diagnostics
public import JSON

/// What a program may use beside its own definitions and the builtins.
public struct CompileEnvironment: Sendable {
  /// The names, without `$`, of the variables that `run` is given values for; a later one hides an earlier of that name.
  public var variables: [String]
  /// Definitions in force, in order; a later one hides an earlier of that name and arity.
  public var functions: [CompiledDefinition]
  /// Imports in force behind the last of the functions.
  public var imports: [PlacedImport]
  /// Finds the modules of `import` and `include`.
  public var modules: (any ModuleLoader)?
  /// The names of providers; without one there are no calls.
  public var catalog: (any Catalog)?
  /// The account that `use` set: that of bare resource names.
  public var account: Account?
  public var dialect: Dialect
  /// Whether it runs for a plan: then deciding and computing with what only the API knows is an error.
  public var isPlanning = false

  public init(
    variables: [String] = [], functions: [CompiledDefinition] = [], imports: [PlacedImport] = [],
    modules: (any ModuleLoader)? = nil, catalog: (any Catalog)? = nil, account: Account? = nil,
    dialect: Dialect = .eduscript
  ) {
    self.variables = variables
    self.functions = functions
    self.imports = imports
    self.modules = modules
    self.catalog = catalog
    self.account = account
    self.dialect = dialect
  }
}

/// A definition that stands outside the program and what is visible where it stands.
public struct CompiledDefinition: Sendable {
  public var definition: FunctionDefinition
  public var source: SourceText
  /// How many of the environment's variables, from the first on, its body sees.
  public var visibleVariables: Int
  /// The account in use there.
  public var account: Account?
  /// The imports between the definition before it and this one.
  public var imports: [PlacedImport]
  /// Whether it is one of those that the syntax calls, which are looked up for every operator.
  let redefinesSyntax: Bool

  public init(
    _ definition: FunctionDefinition, source: SourceText, visibleVariables: Int, account: Account? = nil,
    imports: [PlacedImport] = []
  ) {
    redefinesSyntax = Compiler.syntaxFunctions.contains(definition.name.text)
    self.imports = imports
    self.definition = definition
    self.source = source
    self.visibleVariables = visibleVariables
    self.account = account
  }
}

/// An import that stands outside the program.
public struct PlacedImport: Sendable {
  public var directive: Import
  public var source: SourceText

  public init(_ directive: Import, in source: SourceText) {
    self.directive = directive
    self.source = source
  }
}

/// Finds what `import` and `include` name.
public protocol ModuleLoader: Sendable {
  /// The text of a module. `origin` is the name of the importing text; `search` the metadata's search path, if any.
  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText
  /// The values in a data file, as one array.
  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value
}

/// Why a module could not be had: jq's message, such as `module not found: a`.
public struct ModuleError: Error, Sendable {
  public var message: String

  public init(_ message: String) { self.message = message }
}
