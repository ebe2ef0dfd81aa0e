import FoundationEssentials

/// A file of cases, each a title, the options, input lines and the expected output:
///
///     # Numbers are right-aligned
///     table width=40
///     > [{"n":1},{"n":22}]
///     |  n
///
/// In output, control characters are written as the pictures of U+2400, other invisible ones as `‹U+009B›`, a space
/// at the end of a line as `␠`, and a last line without a line break ends in `␄`.
struct SpecFile {
  struct Case {
    var title: String
    var options: [String]
    var input: [String]
    var output: [String]
  }

  let name: String
  var cases: [Case]

  init(named name: String) throws {
    self.name = name
    guard let data = FileManager.default.contents(atPath: Self.path(name)) else {
      throw CocoaError(.fileNoSuchFile)
    }
    cases = Self.cases(in: String(decoding: data, as: UTF8.self))
  }

  /// Writes the cases back with the given outputs.
  func record(_ outputs: [[String]]) throws {
    let texts = zip(cases, outputs).map { test, output in
      let lines =
        ["# " + test.title, test.options.joined(separator: " ")]
        + test.input.map { "> " + $0 } + output.map { "|" + $0 }
      return lines.joined(separator: "\n") + "\n"
    }
    try Data(texts.joined(separator: "\n").utf8).write(to: URL(filePath: Self.path(name)))
  }

  /// Whether outputs are to be recorded instead of compared.
  static var isRecording: Bool { ProcessInfo.processInfo.environment["EDUSH_RECORD"] != nil }

  private static func path(_ name: String) -> String {
    #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Specs/\(name).spec"
  }

  private static func cases(in text: String) -> [Case] {
    var cases = [Case]()
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# ") {
        cases.append(Case(title: String(line.dropFirst(2)), options: [], input: [], output: []))
      } else if !cases.isEmpty {
        let last = cases.count - 1
        if line.hasPrefix("> ") {
          cases[last].input.append(String(line.dropFirst(2)))
        } else if line.utf8.first == 0x7C {
          cases[last].output.append(String(Substring(line.unicodeScalars.dropFirst())))
        } else {
          cases[last].options += line.split(separator: " ").map(String.init)
        }
      }
    }
    return cases
  }
}

/// The lines of an output as a spec file shows them.
func pictured(_ bytes: [UInt8]) -> [String] {
  guard !bytes.isEmpty else { return [] }
  var lines = [""]
  for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0x0A: lines.append("")
    case 0x00...0x1F: lines[lines.count - 1].unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? scalar)
    case 0x7F: lines[lines.count - 1] += "␡"
    case 0x80...0x9F, 0x2028...0x202E, 0x2066...0x2069:
      lines[lines.count - 1] += "‹U+\(String(scalar.value, radix: 16, uppercase: true))›"
    default: lines[lines.count - 1].unicodeScalars.append(scalar)
    }
  }
  let endsLine = lines.last == ""
  if endsLine { lines.removeLast() } else { lines[lines.count - 1] += "␄" }
  return lines.map { $0.hasSuffix(" ") ? $0.dropLast() + "␠" : $0 }
}
