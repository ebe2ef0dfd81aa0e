public import Diagnostics
public import Query

/// A name that a text gives to something, and where.
public struct Declaration: Sendable {
  public enum Kind: Sendable, Hashable {
    /// `let`
    case variable
    /// `param`
    case parameter
    /// `for name in …`
    case row
    /// `catch name`
    case error
    /// `as $name`
    case binding
    /// `import "x" as $name;`
    case data
    /// `def`, also one of a module.
    case function
    /// A parameter of a `def`; as a filter, or with its `$` as a value.
    case argument
    /// `label $name`
    case label
  }

  public var kind: Kind
  /// As it is used: without `$`, and with the prefix of a module (`m::f`).
  public var name: String
  /// The names of a function's parameters, with their `$` where they have one.
  public var parameters: [String] = []
  /// The text that it stands in, which may be a module's.
  public var source: SourceText
  /// Where the name stands.
  public var nameRange: SourceRange
  /// Where the whole of it stands: the statement, the definition.
  public var range: SourceRange
  /// The part of it that a person reads to know what it is: all of a `let`, the head of a `def` or a `for`.
  public var head: SourceRange
  /// What is known of the value.
  public var shape: Shape?
  /// The text of a `param` that explains it, or the comment above a statement.
  public var help: String?

  init(_ kind: Kind, _ name: Name, in source: SourceText, range: SourceRange, head: SourceRange? = nil) {
    self.kind = kind
    self.name = name.text
    self.source = source
    nameRange = name.range
    self.range = range
    self.head = head ?? range
  }

  /// A function, with the comment above it.
  public init(_ definition: FunctionDefinition, in source: SourceText, prefix: String = "") {
    let end = definition.parameters.last?.name.range.upper ?? definition.name.range.upper
    self.init(
      .function, definition.name, in: source, range: definition.range,
      head: SourceRange(definition.range.lower, end))
    name = prefix + definition.name.text
    parameters = definition.parameters.map { ($0.isValue ? "$" : "") + $0.name.text }
    help = source.comment(above: definition.range.lower)
  }

  /// `f(a; $b)`; of anything else the name.
  public var signature: String { parameters.isEmpty ? name : "\(name)(\(parameters.joined(separator: "; ")))" }

  /// Whether it is a filter: used without a `$`.
  var isFilter: Bool { kind == .function || kind == .argument }
}

extension SourceText {
  /// The comment on the lines right above a place, without its marks; a script's first line `#!…` is none.
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
