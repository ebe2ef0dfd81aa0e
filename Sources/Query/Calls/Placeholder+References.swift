public import JSON

extension Placeholder {
  /// The value that a placeholder represents.
  public enum Reference: Sendable, Hashable {
    /// A part of the output of the n-th call of a method: `⟨coderpad.pads.create 1: id⟩`.
    case output(call: String, number: Int, path: String)
    /// A script parameter that is not stored: `⟨--password⟩`.
    case parameter(String)
  }

  /// Where a placeholder occurs in a text.
  public enum Position: Sendable {
    /// The placeholder is the whole text.
    case whole
    /// Other text surrounds it.
    case inside
    /// Quotation marks surround it, as in JSON text.
    case quoted
  }

  /// Returns the references in a value, at any depth, in order; a reference may occur more than once.
  public static func references(in value: Value) -> [Reference] {
    var found: [Reference] = []
    collect(from: value, &found)
    return found
  }

  private static func collect(from value: Value, _ found: inout [Reference]) {
    if let text = value.string {
      for case .reference(let reference, _) in pieces(of: text) { found.append(reference) }
    } else if let elements = value.array {
      for element in elements { collect(from: element, &found) }
    } else if let members = value.object {
      for (key, value) in members {
        collect(from: Value(key), &found)
        collect(from: value, &found)
      }
    }
  }

  /// Replaces the references in a value.
  public static func rename(in value: Value, _ name: (Reference) -> Reference) -> Value {
    value.mapTexts { text in
      let pieces = pieces(of: text.string)
      guard pieces.contains(where: { $0.isReference }) else { return nil }
      return Value(
        pieces.map { piece in
          switch piece {
          case .text(let text): text
          case .reference(let reference, let isText): name(reference).text(isText: isText)
          }
        }.joined())
    }
  }

  /// Replaces the placeholders in a value with their values. A placeholder that is a whole text becomes the value
  /// itself; within another text, it becomes the text of the value.
  public static func resolve<E>(
    in value: Value, _ output: (Reference, Position) throws(E) -> Value
  ) throws(E) -> Value {
    try value.mapTexts { (text) throws(E) -> Value? in
      let pieces = pieces(of: text.string)
      guard pieces.contains(where: { $0.isReference }) else { return nil }
      if pieces.count == 1, case .reference(let reference, let isText)? = pieces.first {
        let value = try output(reference, .whole)
        return isText ? Value(plain(value)) : value
      }
      var result = ""
      for (index, piece) in pieces.enumerated() {
        switch piece {
        case .text(let text): result += text
        case .reference(let reference, _): result += plain(try output(reference, position(of: index, in: pieces)))
        }
      }
      return Value(result)
    }
  }

  private static func position(of index: Int, in pieces: [Piece]) -> Position {
    guard index > 0, index + 1 < pieces.count, case .text(let before) = pieces[index - 1],
      case .text(let after) = pieces[index + 1]
    else { return .inside }
    return before.hasSuffix("\"") && after.hasPrefix("\"") ? .quoted : .inside
  }

  private static func plain(_ value: Value) -> String { value.string ?? value.json() }

  /// Removes the marks from placeholders that represent the text of a value, so that they represent the value.
  public static func unmarked(_ text: String) -> String {
    text.contains(asText) ? text.replacing("\(asText)\(closing)", with: "\(closing)") : text
  }

  /// Marks a text that consists of one placeholder, so that it represents the text of the value; nil for other texts.
  static func markedAsText(_ text: String) -> String? {
    let pieces = pieces(of: text)
    guard pieces.count == 1, case .reference(let reference, false)? = pieces.first else { return nil }
    return reference.text(isText: true)
  }
}

// MARK: Syntax

extension Placeholder {
  private static let (opening, closing): (Character, Character) = ("⟨", "⟩")
  private static let asText = ", as text"

  enum Piece {
    case text(String)
    /// - Parameter isText: whether the placeholder represents the text of the value: `"\(.id)"`.
    case reference(Reference, isText: Bool)

    var isReference: Bool { if case .reference = self { true } else { false } }
  }

  static func pieces(of text: String) -> [Piece] {
    guard text.utf8.contains(0xE2), text.contains(opening) else { return [.text(text)] }
    var pieces: [Piece] = []
    var (plain, rest) = ("", text[...])
    while let open = rest.firstIndex(of: opening) {
      plain += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: closing), let piece = reference(rest[..<close]) else {
        plain.append(opening)
        continue
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(piece)
      rest = rest[rest.index(after: close)...]
    }
    plain += rest
    return plain.isEmpty ? pieces : pieces + [.text(plain)]
  }

  private static func reference(_ inner: Substring) -> Piece? {
    let isText = inner.hasSuffix(asText)
    let inner = isText ? inner.dropLast(asText.count) : inner
    if inner.hasPrefix("--") {
      let name = inner.dropFirst(2)
      guard !name.isEmpty, name.allSatisfy({ $0 == "_" || $0.isLetter || $0.isNumber }) else { return nil }
      return .reference(.parameter(String(name)), isText: isText)
    }
    guard let match = inner.wholeMatch(of: /([a-z][^ ]*\.[^ ]+) ([0-9]{1,9})(?:: (.+))?/), let number = Int(match.2)
    else { return nil }
    let path = match.3.map(String.init) ?? ""
    return .reference(.output(call: String(match.1), number: number, path: path), isText: isText)
  }
}

extension Placeholder.Reference {
  /// The text of the placeholder.
  public var text: String { text(isText: false) }

  fileprivate func text(isText: Bool) -> String {
    let inner =
      switch self {
      case .output(let call, let number, let path): "\(call) \(number)\(path.isEmpty ? "" : ": " + path)"
      case .parameter(let name): "--\(name)"
      }
    return "⟨\(inner)\(isText ? ", as text" : "")⟩"
  }
}
