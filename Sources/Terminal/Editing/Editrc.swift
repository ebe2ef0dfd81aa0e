import Glibc

/// Key bindings from a file in the format of editrc(5). Only `bind` and `setty` are supported.
struct Editrc {
  /// The mode selected by the last `bind -v` or `bind -e`.
  private(set) var mode = Bindings.Mode.emacs
  /// The other lines, split into words.
  private(set) var commands: [[String]] = []
  /// The escape sequences that the file binds.
  private(set) var boundSequences: Set<[UInt8]> = []

  /// Reads the file; a missing one is treated as empty.
  init(path: String?, programName: String) {
    self.init(text: path.flatMap(Self.contents) ?? "", programName: programName)
  }

  init(text: String, programName: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      var words = Self.words(line)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      if let colon = first.firstIndex(of: ":") {
        guard first[..<colon] == programName else { continue }
        words[0] = String(first[first.index(after: colon)...])
      }
      add(words)
    }
  }

  private static func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard case .bytes(let bytes) = Descriptor(file).read(upTo: 1 << 20) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func add(_ words: [String]) {
    switch words {
    case ["bind", "-v"]: mode = .vi
    case ["bind", "-e"]: mode = .emacs
    case let words where words[0] == "bind" && words.count > 1 || words[0] == "setty":
      commands.append(words)
      guard let key = words.dropFirst().first(where: { !$0.hasPrefix("-") }) else { return }
      let bytes = Self.bytes(ofKey: key)
      if bytes.count > 2, bytes[0] == 0x1B { boundSequences.insert(bytes) }
    default: break
    }
  }

  /// Splits a line at blanks outside of quotes. A backslash outside of single quotes is kept for `bind`.
  static func words(_ line: some StringProtocol) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if quote == nil, character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return word.map { words + [$0] } ?? words
  }

  /// The bytes of a key in `bind` syntax: `^[`, `\e`, `\033` and so on.
  static func bytes(ofKey key: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(key.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "^"), let letter = rest.popFirst() {
        bytes.append(letter == UInt8(ascii: "?") ? 0x7F : letter & 31)
      } else if byte == UInt8(ascii: "\\"), let letter = rest.first {
        let digits = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
        rest = rest.dropFirst(max(1, digits.count))
        let octal = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
        bytes.append(octal ?? (letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") ? 0x1B : letter))
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
