import Foundation

/// A file of command lines with the output of jq 1.8.2, all run in one folder:
///
///     @ two.json
///     > 10 20
///
///     # The first of the inputs
///     $ jq -n 'first(inputs)' two.json
///     < a line of standard input
///     | 10
///     ! a line of standard error
///     [5]
///
/// `@` is a file in the folder. A command may have several `$` lines. A missing status is 0. Control characters are the
/// pictures of U+2400, a space at the end of a line is `␠`, a last line without a line break ends in `␄`, the folder is
/// `<folder>`.
struct JQSpec {
  struct Case: Equatable {
    var title: String
    var command: [String] = []
    var input: [String] = []
    /// Output, error and status as written in the file.
    var answer: [String] = []
  }

  private(set) var files: [(name: String, lines: [String])] = []
  private(set) var cases: [Case] = []

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let content = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "@ ": files.append((content, []))
      case "> ": files[files.count - 1].lines.append(content)
      case "# ": cases.append(Case(title: content))
      case "$ ": cases[cases.count - 1].command.append(content)
      case "< ": cases[cases.count - 1].input.append(content)
      default: cases[cases.count - 1].answer.append(String(line))
      }
    }
  }

  /// A result in the file's form.
  static func answer(_ result: CommandResult, folder: URL) -> [String] {
    func lines(_ text: String, _ prefix: String) -> [String] {
      picture(text.replacing(folder.path(), with: "<folder>")).map { prefix + $0 }
    }
    return lines(result.output, "| ") + lines(result.error, "! ") + (result.status == 0 ? [] : ["[\(result.status)]"])
  }

  /// The text that lines of the file represent.
  static func text(_ lines: [String]) -> String {
    lines.map { line in
      let scalars = line.unicodeScalars.map { scalar in
        (0x2400..<0x2420).contains(scalar.value) || scalar.value == 0x2421
          ? Unicode.Scalar(UInt8(scalar.value == 0x2421 ? 0x7F : scalar.value - 0x2400)) : scalar
      }
      // U+2404 is the end of a last line without a line break, U+2420 a space.
      guard scalars.last == "\u{4}" else { return string(scalars) + "\n" }
      return string(scalars.dropLast())
    }.joined()
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String(String.UnicodeScalarView(scalars))
    if text.hasSuffix("\u{2420}") { text = text.dropLast() + " " }
    return text
  }

  private static func picture(_ text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let isWhole = lines.last?.isEmpty == true
    if isWhole { lines.removeLast() }
    return lines.enumerated().map { index, line in
      var scalars = line.map { scalar -> Unicode.Scalar in
        switch scalar.value {
        case 0..<32: Unicode.Scalar(UInt16(0x2400 + scalar.value)) ?? scalar
        case 0x7F: "\u{2421}"
        default: scalar
        }
      }
      if scalars.last == " " { scalars[scalars.count - 1] = "\u{2420}" }
      if !isWhole, index == lines.count - 1 { scalars.append("\u{2404}") }
      return String(String.UnicodeScalarView(scalars))
    }
  }
}
