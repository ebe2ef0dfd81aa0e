public import Diagnostics
public import Query

/// An index of the names in a script and their meanings, for hovers, definitions and symbols in an editor.
///
/// Built from the syntax tree as far as it is complete. Errors are reported by the checker.
public struct NameIndex: Sendable {
  /// An occurrence of a name.
  public struct Reference: Sendable {
    /// The range of the name.
    public var range: SourceRange
    /// What the name refers to.
    public var meaning: Meaning
    /// The syntactic role of the name.
    public var role = Role.name
  }

  /// The syntactic role of a name.
  public enum Role: Sendable {
    case name
    /// `{$x}`, short for `{x: $x}`, in an object or pattern.
    case shorthand
    /// The key of a member in a pattern that also binds the value: `{$x: [$y]}`.
    case bindingKey
  }

  /// What a name refers to.
  public enum Meaning: Sendable {
    case declared(Declaration)
    case builtin(name: String, arity: Int)
    /// The keyword of a statement or command.
    case statement(String)
    case provider(String)
    case resource(provider: String, name: String)
    case method(MethodSignature)
    case parameter(ParameterSignature, of: MethodSignature)
    /// The path of an `import` or `include`.
    case module(SourceText)
  }

  /// The references in visiting order.
  public internal(set) var references: [Reference] = []
  /// The text's own declarations, in order.
  public internal(set) var declarations: [Declaration] = []
  /// The modules that it loads, with the ranges of their paths; missing ones are omitted.
  public internal(set) var modules: [(range: SourceRange, source: SourceText)] = []

  init() {}

  /// Indexes the whole text.
  public init(_ script: Script, catalog: (any Catalog)?, modules: (any ModuleLoader)?) {
    var walker = NameWalker(script.source, catalog: catalog, modules: modules)
    walker.walk(script.statements)
    self = walker.index
  }

  /// Indexes the statements around a UTF-8 offset, given the declarations before them.
  public init(
    _ script: Script, around offset: Int, catalog: (any Catalog)?, modules: (any ModuleLoader)?, known: DeclaredNames
  ) {
    let before = script.statements.prefix { $0.range.upper < offset }.dropLast()
    var walker = known.walker(of: script.source, after: before, catalog: catalog, modules: modules)
    walker.goOn(in: script.source)
    walker.walk(Array(script.statements.dropFirst(before.count).prefix { $0.range.lower <= offset }))
    self = walker.index
  }

  /// The reference that contains or ends at a UTF-8 offset; the innermost if there are several.
  public func reference(at offset: Int) -> Reference? {
    let touching = references.filter { $0.range.lower <= offset && offset <= $0.range.upper }
    let inside = touching.filter { offset < $0.range.upper }
    return (inside.isEmpty ? touching : inside).min {
      $0.range.upper - $0.range.lower < $1.range.upper - $1.range.lower
    }
  }
}

/// The text before a cursor, split at the beginning of the statement around the cursor.
public struct CursorPlace {
  /// The whole text before the cursor.
  let front: SourceText
  /// The statements that end before it.
  let earlier: ArraySlice<Statement>
  /// The statement around the cursor up to the cursor, at its original offset; everything before it is blank.
  public let text: String

  /// Splits the text before a cursor, a UTF-8 offset.
  public init(_ script: Script, cursor: Int) {
    front = SourceText(name: script.source.name, text: script.source[SourceRange(0, cursor)])
    // The statement right before the cursor may still continue.
    let started = script.statements.prefix { $0.range.lower <= cursor }
    earlier = started.dropLast(2)
    let start = started.suffix(2).first?.range.lower ?? 0
    // A byte array, because `String(repeating:count:)` appends one blank at a time.
    var bytes = [UInt8](repeating: UInt8(ascii: " "), count: start)
    if start > 0 { bytes[start - 1] = UInt8(ascii: "\n") }
    text = String(decoding: bytes + front[SourceRange(start, cursor)].utf8, as: UTF8.self)
  }
}

/// The names in scope at a place.
public struct VisibleNames: Sendable {
  /// The variables in scope, without shadowed ones, innermost last.
  public var variables: [Declaration] = []
  /// The functions and filter parameters in scope, in the same order.
  public var functions: [Declaration] = []
  /// The account for bare resource names.
  public var account: Account?
  /// What is known about `.` at the beginning of the statement.
  public var last: Shape?

  init() {}

  /// Analyses the text before a cursor, a UTF-8 offset. The statement around it is analysed completely, the ones before
  /// it only for their declarations.
  ///
  /// - Parameter known: a cache of earlier results for the beginning of the text.
  public init(
    _ place: CursorPlace, catalog: (any Catalog)?, modules: (any ModuleLoader)?, known: DeclaredNames = DeclaredNames()
  ) {
    let finder = CompletionFinder(place.text)
    var walker = known.walker(of: place.front, after: place.earlier, catalog: catalog, modules: modules)
    walker.openBrackets = finder.open.map { finder.tokens[$0].range.lower }
    walker.walk(ScriptParser.parse(SourceText(name: place.front.name, text: place.text)).statements)
    self = walker.visibleAtEnd
  }
}
