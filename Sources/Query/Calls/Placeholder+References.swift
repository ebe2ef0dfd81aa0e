public import JSON

extension Placeholder {
  /// What a placeholder stands for.
  public enum Reference: Sendable, Hashable {
    /// A part of the output of the n-th call of a name: `⟨coderpad.pads.create 1: id⟩`.
    case output(call: String, number: Int, path: String)
    /// A parameter of the script that is not stored: `⟨--password⟩`.
    case parameter(String)
  }

  /// Where a placeholder is in a text.
  public enum Position: Sendable {
    /// It is the whole text.
    case whole
    /// Other text is around it.
    case inside
    /// Quotation marks are around it, as in JSON text.
    case quoted
  }

  /// The references in a value, at any depth, in their order; one may come again.
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

  /// The value with other references in place of its own.
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

  /// The value with what its placeholders stand for. One that is a whole text becomes the value itself; inside of another
  /// text, the text of the value.
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

  /// The text with its placeholders as they are when their values, not the texts of them, are meant.
  public static func unmarked(_ text: String) -> String {
    text.contains(asText) ? text.replacing("\(asText)\(closing)", with: "\(closing)") : text
  }

  /// A text that is just one placeholder, marked so that the text of what it stands for is meant; nil for others.
  static func markedAsText(_ text: String) -> String? {
    let pieces = pieces(of: text)
    guard pieces.count == 1, case .reference(let reference, false)? = pieces.first else { return nil }
    return reference.text(isText: true)
  }
}

// MARK: How they are written

extension Placeholder {
  private static let (opening, closing): (Character, Character) = ("⟨", "⟩")
  private static let asText = ", as text"

  enum Piece {
    case text(String)
    /// - Parameter isText: whether the text of the value is meant: `"\(.id)"`.
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
  /// The placeholder itself.
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
