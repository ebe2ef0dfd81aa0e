public import Diagnostics
public import Query

/// A declaration of a name, with its location.
public struct Declaration: Sendable {
  /// What declares the name.
  public enum Kind: Sendable, Hashable {
    /// Declared by `let`.
    case variable
    /// Declared by `param`.
    case parameter
    /// Declared by `for name in …`.
    case row
    /// Declared by `catch name`.
    case error
    /// Declared by `as $name`.
    case binding
    /// Declared by `import "x" as $name;`.
    case data
    /// Declared by `def`, possibly in a module.
    case function
    /// A parameter of a `def`: a filter, or a value with `$`.
    case argument
    /// Declared by `label $name`.
    case label
  }

  /// What declares the name.
  public var kind: Kind
  /// The name as used: without `$`, and with the prefix of a module (`m::f`).
  public var name: String
  /// The names of a function's parameters, including `$`.
  public var parameters: [String] = []
  /// The text that contains the declaration, possibly a module.
  public var source: SourceText
  /// The range of the name.
  public var nameRange: SourceRange
  /// The range of the whole statement or definition.
  public var range: SourceRange
  /// The range that summarises the declaration: all of a `let`, the head of a `def` or `for`.
  public var head: SourceRange
  /// What is known about the value.
  public var shape: Shape?
  /// The help text of a `param`, or the comment above a statement.
  public var help: String?

  init(_ kind: Kind, _ name: Name, in source: SourceText, range: SourceRange, head: SourceRange? = nil) {
    self.kind = kind
    self.name = name.text
    self.source = source
    nameRange = name.range
    self.range = range
    self.head = head ?? range
  }

  /// Creates the declaration of a function, with the comment above it.
  public init(_ definition: FunctionDefinition, in source: SourceText, prefix: String = "") {
    let end = definition.parameters.last?.name.range.upper ?? definition.name.range.upper
    self.init(
      .function, definition.name, in: source, range: definition.range,
      head: SourceRange(definition.range.lower, end))
    name = prefix + definition.name.text
    parameters = definition.parameters.map { ($0.isValue ? "$" : "") + $0.name.text }
    help = source.comment(above: definition.range.lower)
  }

  /// The function with its parameters, such as `f(a; $b)`; otherwise the name.
  public var signature: String { parameters.isEmpty ? name : "\(name)(\(parameters.joined(separator: "; ")))" }

  /// Whether it is a filter, which is used without `$`.
  var isFilter: Bool { kind == .function || kind == .argument }
}

extension SourceText {
  /// The comment lines directly above an offset, without `#`; a shebang line does not count.
  func comment(above offset: Int) -> String? {
    var lines: [String] = []
    var rest = text.utf8.prefix(offset)
    while let end = rest.lastIndex(of: UInt8(ascii: "\n")) {
      let start = rest[..<end].lastIndex(of: UInt8(ascii: "\n")).map { rest.index(after: $0) } ?? rest.startIndex
      let line = Substring(rest[start..<end]).drop { $0 == " " || $0 == "\t" }
      guard line.hasPrefix("#"), !line.hasPrefix("#!") else { break }
      lines.append(line.drop { $0 == "#" }.drop { $0 == " " }.filter { $0 != "\r" })
      rest = rest[..<start]
    }
    return lines.isEmpty ? nil : lines.reversed().joined(separator: "\n")
  }
}
