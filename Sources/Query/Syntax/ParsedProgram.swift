public import Diagnostics
public import JSON

/// What the parser made of a text: a program or a module, whole or with faults.
public struct ParsedProgram: Sendable {
  public var source: SourceText
  /// The metadata of `module {…};`, an object.
  public var directive: Value?
  public var imports: [Import]
  /// The definitions in front of the body; a module has nothing else.
  public var definitions: [FunctionDefinition]
  /// The filter itself, in the scope of the definitions; nil when there is none.
  public var body: Expression?
  /// Syntax errors in the order of the text; with them the tree is partial.
  public var diagnostics: [Diagnostic]
  /// Whether the text is not whole, but more of it could make it so.
  public var isIncomplete: Bool

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
  public enum Binding: Sendable {
    /// `as name`: definitions, called `name::f`.
    case module(Name)
    /// `as $name`: data, bound as `$name` and `$name::name`.
    case data(Name)
    /// `include`: definitions as if they stood here.
    case include
  }

  public var path: Text
  /// Where the path stands.
  public var pathRange: SourceRange
  public var binding: Binding
  /// The metadata behind it, an object.
  public var metadata: Value?
  public var range: SourceRange
}
