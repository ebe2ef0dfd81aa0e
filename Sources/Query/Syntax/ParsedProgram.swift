public import Diagnostics
public import JSON

/// The result of parsing a text: a program or a module, complete or with syntax errors.
public struct ParsedProgram: Sendable {
  /// The source text.
  public var source: SourceText
  /// The metadata object of `module {…};`.
  public var directive: Value?
  /// The imports, in order.
  public var imports: [Import]
  /// The definitions before the body; a module has only these.
  public var definitions: [FunctionDefinition]
  /// The filter, in the scope of the definitions; nil if there is none.
  public var body: Expression?
  /// Syntax errors, in source order; the tree is partial if there are any.
  public var diagnostics: [Diagnostic]
  /// Whether the text is incomplete but could become valid with more input.
  public var isIncomplete: Bool

  /// Creates a parsed program.
  public init(
    source: SourceText, directive: Value? = nil, imports: [Import] = [], definitions: [FunctionDefinition] = [],
    body: Expression?, diagnostics: [Diagnostic] = [], isIncomplete: Bool = false
  ) {
    self.source = source
    self.directive = directive
    self.imports = imports
    self.definitions = definitions
    self.body = body
    self.diagnostics = diagnostics
    self.isIncomplete = isIncomplete
  }
}

/// `import "path" as name;`, `import "path" as $name;` or `include "path";`
public struct Import: Sendable {
  /// How the imported definitions or data are named.
  public enum Binding: Sendable {
    /// `as name`: definitions, called as `name::f`.
    case module(Name)
    /// `as $name`: data, bound as `$name` and `$name::name`.
    case data(Name)
    /// `include`: definitions, used without a prefix.
    case include
  }

  /// The path of the module or data file.
  public var path: Text
  /// The range of the path.
  public var pathRange: SourceRange
  /// The binding.
  public var binding: Binding
  /// The metadata object after the path.
  public var metadata: Value?
  /// The range of the whole directive.
  public var range: SourceRange
}
