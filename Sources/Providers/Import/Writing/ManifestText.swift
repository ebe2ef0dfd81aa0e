import JSON

/// A part of a manifest before formatting.
indirect enum ManifestText: Hashable {
  case value(Value)
  /// A reference to a definition.
  case name(String)
  case array([ManifestText])
  case object([ManifestMember], ManifestLayout)

  static func string(_ text: String) -> ManifestText { .value(Value(text)) }
}

/// A member of an object, with an optional comment above it.
struct ManifestMember: Hashable {
  var name: String
  var value: ManifestText
  var comment: String?

  init(_ name: String, _ value: ManifestText, comment: String? = nil) {
    (self.name, self.value, self.comment) = (name, value, comment)
  }
}

/// The layout of members that do not fit on one line.
enum ManifestLayout: Hashable {
  /// As many members per line as fit.
  case filled
  /// One member per line.
  case lines
}

/// Formats parts of a manifest in lines of at most 120 columns, unless a single word is longer.
struct ManifestPrinter {
  private static let width = 120

  private(set) var text = ""

  /// Appends a comment line. Backslashes are replaced, since they would continue the comment.
  mutating func comment(_ text: String, indentation: Int = 0) {
    let plain = text.replacing("\\", with: "/")
    self.text += blanks(indentation) + "# " + plain + "\n"
  }

  mutating func line(_ text: String = "") { self.text += text + "\n" }

  mutating func definition(_ name: String, _ value: ManifestText) {
    text += "def \(name): "
    add(value, indentation: 0, column: text.lastLineLength, reserved: 1)
    text += ";\n"
  }

  mutating func add(_ value: ManifestText) {
    add(value, indentation: 0, column: 0, reserved: 0)
    text += "\n"
  }

  private mutating func add(_ value: ManifestText, indentation: Int, column: Int, reserved: Int) {
    let room = Self.width - column - reserved
    if let line = value.line(room: room) {
      text += line
      return
    }
    switch value {
    case .value, .name: text += value.whole
    case .array(let elements):
      text += "["
      fill(elements.map { ("", $0, nil) }, .filled, indentation)
      text += "]"
    case .object(let members, let layout):
      text += "{"
      fill(members.map { ("\(Self.key($0.name)): ", $0.value, $0.comment) }, layout, indentation)
      text += "}"
    }
  }

  private mutating func fill(
    _ parts: [(key: String, value: ManifestText, comment: String?)], _ layout: ManifestLayout, _ indentation: Int
  ) {
    let inner = indentation + 2
    var column = 0
    for (index, part) in parts.enumerated() {
      let comma = index == parts.count - 1 ? "" : ","
      let room = Self.width - inner - part.key.count - comma.count
      let line = part.value.line(room: room).map { part.key + $0 }
      let fits = line.map { column > 0 && column + 1 + $0.count + comma.count <= Self.width } ?? false
      if layout == .filled, fits, part.comment == nil, let line {
        text += " " + line + comma
        column += 1 + line.count + comma.count
        continue
      }
      text += "\n"
      if let note = part.comment { comment(note, indentation: inner) }
      text += blanks(inner) + part.key
      if let line {
        text += line.dropFirst(part.key.count) + comma
        column = inner + line.count + comma.count
      } else {
        add(part.value, indentation: inner, column: inner + part.key.count, reserved: comma.count)
        text += comma
        // Nothing may follow a multi-line value on its last line.
        column = Self.width
      }
    }
    text += "\n" + blanks(indentation)
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  fileprivate static func key(_ name: String) -> String { name.isIdentifier ? name : Value(name).visibleJSON }
}

extension ManifestText {
  /// The text on one line; nil if it does not fit or contains comments.
  fileprivate func line(room: Int) -> String? {
    guard room > 0, isBare, leastLength <= room else { return nil }
    let text = whole
    return text.count <= room ? text : nil
  }

  /// The text on one line, whatever its length.
  var whole: String {
    switch self {
    case .value(let value): value.visibleJSON
    case .name(let name): name
    case .array(let elements): "[" + elements.map(\.whole).joined(separator: ", ") + "]"
    case .object(let members, _):
      "{" + members.map { "\(ManifestPrinter.key($0.name)): \($0.value.whole)" }.joined(separator: ", ") + "}"
    }
  }

  /// A lower bound of its length, computed without generating the text.
  private var leastLength: Int {
    switch self {
    case .value(let value): value.text?.withUTF8 { $0.count / 4 } ?? 1
    case .name(let name): name.utf8.count
    case .array(let elements): elements.reduce(2) { $0 + $1.leastLength }
    case .object(let members, _): members.reduce(2) { $0 + 3 + $1.value.leastLength }
    }
  }

  /// Whether it contains no comments and is short enough for one line.
  private var isBare: Bool {
    switch self {
    case .value, .name: true
    case .array(let elements): elements.count <= 40 && elements.allSatisfy(\.isBare)
    case .object(let members, _):
      members.count <= 20 && members.allSatisfy { $0.comment == nil && $0.value.isBare }
    }
  }
}

extension String {
  fileprivate var lastLineLength: Int { lastIndex(of: "\n").map { distance(from: $0, to: endIndex) - 1 } ?? count }
}

extension Value {
  /// JSON, in ASCII if it contains characters that could control a terminal or change the text direction.
  fileprivate var visibleJSON: String {
    let text = json()
    let isHarmless = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    return isHarmless ? text : json(Format(ascii: true))
  }
}
