public import Diagnostics
public import Query

/// What the names of a script mean, place by place: for hovers, definitions and symbols in an editor.
///
/// Made of the tree as far as there is one; what is wrong is the checker's to say.
public struct NameIndex: Sendable {
  /// A name at a place.
  public struct Reference: Sendable {
    public var range: SourceRange
    public var meaning: Meaning
    public var role = Role.name
  }

  /// What a name is at its place besides.
  public enum Role: Sendable {
    case name
    /// `{$x}`, short for `{x: $x}`, in an object or a pattern.
    case shorthand
    /// The key of a pattern's member that binds the value, too: `{$x: [$y]}`.
    case bindingKey
  }

  public enum Meaning: Sendable {
    case declared(Declaration)
    case builtin(name: String, arity: Int)
    /// The word of a statement, or of a command.
    case statement(String)
    case provider(String)
    case resource(provider: String, name: String)
    case method(MethodSignature)
    case parameter(ParameterSignature, of: MethodSignature)
    /// The path of an `import` or `include`.
    case module(SourceText)
  }

  /// In the order in which they were met.
  public internal(set) var references: [Reference] = []
  /// What the text itself declares, in its order.
  public internal(set) var declarations: [Declaration] = []
  /// The modules that it loads, and where they are named; those that are not there are left out.
  public internal(set) var modules: [(range: SourceRange, source: SourceText)] = []

  init() {}

  /// Walks the whole text.
  public init(_ script: Script, catalog: (any Catalog)?, modules: (any ModuleLoader)?) {
    var walker = NameWalker(script.source, catalog: catalog, modules: modules)
    walker.walk(script.statements)
    self = walker.index
  }

  /// Walks the statements around a UTF-8 offset, after what those before them declare.
  public init(
    _ script: Script, around offset: Int, catalog: (any Catalog)?, modules: (any ModuleLoader)?, known: DeclaredNames
  ) {
    let before = script.statements.prefix { $0.range.upper < offset }.dropLast()
    var walker = known.walker(of: script.source, after: before, catalog: catalog, modules: modules)
    walker.goOn(in: script.source)
    walker.walk(Array(script.statements.dropFirst(before.count).prefix { $0.range.lower <= offset }))
    self = walker.index
  }

  /// The name that a UTF-8 offset is in or right behind of, the narrowest where several are.
  public func reference(at offset: Int) -> Reference? {
    let touching = references.filter { $0.range.lower <= offset && offset <= $0.range.upper }
    let inside = touching.filter { offset < $0.range.upper }
    return (inside.isEmpty ? touching : inside).min {
      $0.range.upper - $0.range.lower < $1.range.upper - $1.range.lower
    }
  }
}

/// The text in front of a cursor, divided where the statement around the cursor begins.
public struct CursorPlace {
  /// All of it.
  let front: SourceText
  /// The statements that end before.
  let earlier: ArraySlice<Statement>
  /// The statement around the cursor as far as the cursor, where it stands in the text, with blanks in place of what is before it.
  public let text: String

  public init(_ script: Script, cursor: Int) {
    front = SourceText(name: script.source.name, text: script.source[SourceRange(0, cursor)])
    // Of a statement right before the cursor nobody knows yet whether it goes on.
    let started = script.statements.prefix { $0.range.lower <= cursor }
    earlier = started.dropLast(2)
    let start = started.suffix(2).first?.range.lower ?? 0
    // Byte by byte: `String(repeating:count:)` appends one blank at a time.
    var bytes = [UInt8](repeating: UInt8(ascii: " "), count: start)
    if start > 0 { bytes[start - 1] = UInt8(ascii: "\n") }
    text = String(decoding: bytes + front[SourceRange(start, cursor)].utf8, as: UTF8.self)
  }
}

/// What can be named at a place of a text.
public struct VisibleNames: Sendable {
  /// Variables, an inner one once, the innermost last; and the filters that the text defines, in the same way.
  public var variables: [Declaration] = []
  public var functions: [Declaration] = []
  /// The account of bare resource names.
  public var account: Account?
  /// What is known of `.` where the statement begins.
  public var last: Shape?

  init() {}

  /// Looks at the text in front of a cursor, a UTF-8 offset: at the statement around it closely, at those before it only for
  /// what they declare.
  ///
  /// - Parameter known: what was found out before about the beginning of the text.
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
