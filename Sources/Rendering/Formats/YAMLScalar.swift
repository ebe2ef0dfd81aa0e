/// A string as a YAML scalar: plain if every reader will take it for a string, otherwise quoted.
///
/// Source: YAML 1.2.2, sections 7.3 and 8.1; the words and numbers of YAML 1.1 are quoted too.
struct YAMLScalar {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The single-line form: plain, single-quoted or double-quoted.
  var flow: String {
    if text.unicodeScalars.contains(where: { !$0.isPrintableOnLine }) { return doubleQuoted }
    return isPlain ? text : singleQuoted
  }

  /// The form in a block collection: multi-line texts become literals, indented by two spaces per level.
  func block(depth: Int) -> String {
    guard let chomping else { return flow }
    let indentation = String(repeating: "  ", count: depth)
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let body = lines.dropLast(text.unicodeScalars.last == "\n" ? 1 : 0)
      .map { $0.isEmpty ? "\n" : "\(indentation)\(Substring($0))\n" }
    return "|\(chomping)\n\(body.joined())"
  }
}

extension YAMLScalar {
  /// The chomping indicator after `|` that preserves trailing line breaks; nil if the text cannot be a literal.
  private var chomping: String? {
    let scalars = text.unicodeScalars
    guard scalars.contains("\n"), scalars.allSatisfy({ $0.isPrintableOnLine || $0 == "\n" }) else { return nil }
    let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first(where: { !$0.isEmpty }), first.first != " ", first.first != "\t",
      lines.allSatisfy({ $0.isEmpty || $0.contains { $0 != " " && $0 != "\t" } })
    else { return nil }
    guard scalars.last == "\n" else { return "-" }
    return lines.dropLast().last?.isEmpty == true ? "+" : ""
  }

  private var isPlain: Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return false }
    guard !indicators.contains(first), first != " ", last != " ", last != ":", !scalars.contains("\t") else {
      return false
    }
    // Compare scalars, as a combining mark after a space would hide the space from a search by character.
    let isSplit = zip(scalars, scalars.dropFirst()).contains { ($0 == ":" && $1 == " ") || ($0 == " " && $1 == "#") }
    return !isSplit && !isWord && !isNumberLike
  }

  /// Whether YAML 1.1 or 1.2 reads the word as null, a boolean, a number or a merge key.
  private var isWord: Bool {
    text.utf8.count <= 5 && words.contains(text.lowercased())
  }

  /// Whether the text could be read as a number, a date or a time, judging by its characters.
  private var isNumberLike: Bool {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) || "+.".utf8.contains(first) else { return false }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || "abcdefoxtzABCDEFOXTZ_.:+- ".utf8.contains($0) }
  }

  private var singleQuoted: String {
    var output = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { output += "'" }
      output.unicodeScalars.append(scalar)
    }
    return output + "'"
  }

  private var doubleQuoted: String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += #"\""#
      case "\\": output += #"\\"#
      case "\n": output += #"\n"#
      case "\t": output += #"\t"#
      case "\r": output += #"\r"#
      case _ where scalar.isPrintableOnLine: output.unicodeScalars.append(scalar)
      default: output += escape(scalar)
      }
    }
    return output + "\""
  }

  private func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let width = scalar.value > 0xFFFF ? 8 : 4
    return (width == 8 ? #"\U"# : #"\u"#) + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

extension Unicode.Scalar {
  /// Whether YAML allows the character unescaped on a line, and a terminal displays it without side effects.
  fileprivate var isPrintableOnLine: Bool {
    switch value {
    case 0x09, 0x20...0x7E: true
    case 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE...0xFFFF: false
    case 0xA0...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

private let indicators = Set<Unicode.Scalar>([
  "-", "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`", "\t", "=",
])

private let words: Set<String> = [
  "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "+.inf", ".nan", "<<",
]
