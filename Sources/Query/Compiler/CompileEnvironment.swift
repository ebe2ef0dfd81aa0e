public import Diagnostics
public import JSON

/// What a program may use besides its own definitions and the builtins.
public struct CompileEnvironment: Sendable {
  /// The names, without `$`, of the variables whose values are passed to `run`. A later variable shadows an earlier
  /// one.
  public var variables: [String]
  /// The visible definitions, in order. A later definition shadows an earlier one with the same name and arity.
  public var functions: [CompiledDefinition]
  /// The imports after the last definition.
  public var imports: [PlacedImport]
  /// Loads the modules of `import` and `include`.
  public var modules: (any ModuleLoader)?
  /// The known providers; without a catalog there are no calls.
  public var catalog: (any Catalog)?
  /// The account set by `use`, to which bare resource names refer.
  public var account: Account?
  /// The dialect of the program.
  public var dialect: Dialect
  /// Whether the program is compiled for a plan, in which branching on or computing with API values is an error.
  public var isPlanning = false

  /// Creates an environment.
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

/// A definition outside the program, and what is visible to it.
public struct CompiledDefinition: Sendable {
  /// The definition.
  public var definition: FunctionDefinition
  /// The source text that contains it.
  public var source: SourceText
  /// The number of the environment's variables, from the first on, that are visible to its body.
  public var visibleVariables: Int
  /// The account in use at the definition.
  public var account: Account?
  /// The imports between the previous definition and this one.
  public var imports: [PlacedImport]
  /// Whether it redefines a function that operators call; those are looked up for every operator.
  let redefinesSyntax: Bool

  /// Creates a definition.
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

/// An import outside the program.
public struct PlacedImport: Sendable {
  /// The import.
  public var directive: Import
  /// The source text that contains it.
  public var source: SourceText

  /// Creates an import.
  public init(_ directive: Import, in source: SourceText) {
    self.directive = directive
    self.source = source
  }
}

/// Loads what `import` and `include` name.
public protocol ModuleLoader: Sendable {
  /// Returns the source text of a module. `origin` is the importing text; `search` is the search path in the metadata.
  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText
  /// Returns the values in a data file, as one array.
  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value
}

/// Why a module could not be loaded: jq's message, such as `module not found: a`.
public struct ModuleError: Error, Sendable {
  /// The message.
  public var message: String

  /// Creates an error.
  public init(_ message: String) { self.message = message }
}
