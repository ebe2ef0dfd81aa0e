import Diagnostics
import Providers
import Query
import Rendering
import Script

/// Help at the cursor of the prompt: on the name there, otherwise on the call around it, otherwise on the line's
/// command.
struct CursorHelp {
  private let client: ProviderClient
  private let interpreter: Interpreter
  private let examples: ShownExamples

  init(_ client: ProviderClient, _ interpreter: Interpreter, _ examples: ShownExamples) {
    self.client = client
    self.interpreter = interpreter
    self.examples = examples
  }

  /// - Parameter columns: the width for wrapping.
  func text(for line: String, cursor: Int, columns: Int) -> String {
    let isEmpty = line.allSatisfy(\.isWhitespace)
    return wrapped(visible(isEmpty ? HelpText.overview : text(line, cursor), lineBreaks: .kept), columns: columns)
  }

  private func text(_ line: String, _ cursor: Int) -> String {
    let topics = topics(line, cursor)
    let pages = topics.lazy.compactMap { HelpPage(about: $0, client, interpreter.account) }
    return pages.first?.numbered(by: examples) ?? nothing(on: topics.first)
  }

  /// The text for a name without a help page.
  private func nothing(on name: String?) -> String {
    guard let name, name.contains(where: \.isLetter) else { return "no name at the cursor; `help` lists the topics" }
    if let function = interpreter.functions.last(where: { $0.definition.name.text == name }) {
      return function.source[function.definition.range]
    }
    let near = HelpPage.suggestion(for: name, client.catalog, besides: HelpText.topics)
    return "there is no help on `\(name)`; " + (near ?? "`help` lists the topics")
  }

  /// The names to look up, nearest first.
  private func topics(_ line: String, _ cursor: Int) -> [String] {
    let path = Self.path(in: Array(line.utf8), around: cursor)
    var topics = [path.joined(separator: ".")]
    if path.count > 1 { topics.append(path.dropLast().joined(separator: ".")) }
    if let last = path.last { topics.append(last) }
    switch OpenCall(line, cursor: cursor)?.callee {
    case .method(let call): topics.append(call.path.joined(separator: "."))
    case .function(let name): topics.append(name)
    case nil: break
    }
    if let word = line.split(whereSeparator: \.isWhitespace).first { topics.append(String(word)) }
    return topics.filter { !$0.isEmpty }
  }

  /// The dotted name around or before the cursor, up to the part at the cursor, without a profile.
  static func path(in bytes: [UInt8], around cursor: Int) -> [String] {
    func isPart(_ byte: UInt8) -> Bool {
      let scalar = Unicode.Scalar(byte)
      return byte >= 0x80 || scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
        || "_@".unicodeScalars.contains(scalar)
    }
    var (start, end) = (min(max(0, cursor), bytes.count), min(max(0, cursor), bytes.count))
    while start > 0, isPart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    let parts = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: ".")
    return parts.map { part in
      let name = part.prefix { $0 != "@" }
      return String(name.isEmpty ? part : name)
    }
  }
}
