import Diagnostics
import Query

/// A `login` statement as typed. Its arguments are secret unless known otherwise.
struct WrittenLogin: Sendable {
  private struct Argument {
    var name: String?
    var range: SourceRange
    var secrets: [SourceRange]

    /// Whether it belongs to a login call, whose arguments are useless without each other.
    var isOfCall: Bool { ["entity", "method", "data"].contains(name) }
  }

  private let arguments: [Argument]
  /// From the end of the account to the end of the statement.
  let argumentRange: SourceRange

  var secrets: [SourceRange] { arguments.flatMap(\.secrets) }

  static func all(in written: WrittenTokens, isOpen: (String, String) -> Bool) -> [WrittenLogin] {
    written.tokens.indices.compactMap { index in
      guard written.tokens[index].word == "login", startsStatement(index, written) else {
        return nil
      }
      return WrittenLogin(at: index, written, isOpen)
    }
  }

  private static func startsStatement(_ index: Int, _ written: WrittenTokens) -> Bool {
    index == 0 || written.tokens[index].startsLine
      || [.semicolon, .leftBrace].contains(written.tokens[index - 1].kind)
  }

  private init?(at index: Int, _ written: WrittenTokens, _ isOpen: (String, String) -> Bool) {
    guard index + 1 < written.tokens.count, written.tokens[index + 1].kind == .identifier else {
      return nil
    }
    let provider = written.tokens[index + 1].name
    var place = index + 2
    while place < written.tokens.count, !written.tokens[place].isSpaced,
      ![.comma, .semicolon, .colon].contains(written.tokens[place].kind)
    { place += 1 }
    let end = written.end(ofValueAt: place, stops: [.semicolon])
    argumentRange = SourceRange(
      written.tokens[place - 1].range.upper,
      end > place ? written.range(place, end).upper : written.tokens[place - 1].range.upper)
    var arguments: [Argument] = []
    while place < end {
      let next = written.end(ofValueAt: place, stops: [.comma, .semicolon])
      if next > place {
        arguments.append(Self.argument(place, next, written) { isOpen(provider, $0) })
      }
      place = next + 1
    }
    self.arguments = arguments
  }

  private static func argument(
    _ start: Int, _ end: Int, _ written: WrittenTokens, _ isOpen: (String) -> Bool
  ) -> Argument {
    let colon = written.siblings(start, end).first { written.tokens[$0].kind == .colon }
    let name = colon.flatMap { written.name(before: $0) }
    let value = colon.map { $0 + 1 } ?? start
    var argument = Argument(name: name, range: written.range(start, end), secrets: [])
    guard value < end, name.map({ !["entity", "method"].contains($0) && !isOpen($0) }) ?? true
    else { return argument }
    if name == "data", written.tokens[value].kind == .leftBrace {
      argument.secrets = members(of: value, end, written)
    } else if !written.isReference(value, end) {
      argument.secrets = [written.range(value, end)]
    }
    return argument
  }

  /// The members of a login call's data, except those that identify the user.
  private static func members(of brace: Int, _ end: Int, _ written: WrittenTokens) -> [SourceRange] {
    written.children(brace, end).compactMap { index in
      guard written.tokens[index].kind == .colon else { return nil }
      let name = written.name(before: index) ?? ""
      let stop = written.end(ofValueAt: index + 1)
      guard stop > index + 1, !LoginData.isOpen(name) else { return nil }
      return written.isReference(index + 1, stop) ? nil : written.range(index + 1, stop)
    }
  }

  /// The arguments that may be kept.
  func kept(in text: String) -> String {
    let losesCall = arguments.contains {
      !$0.secrets.isEmpty && ($0.isOfCall || $0.name == "private_key")
    }
    let kept = arguments.filter { $0.secrets.isEmpty && !(losesCall && $0.isOfCall) }
    let source = SourceText(name: "", text: text)
    return kept.isEmpty ? "" : " " + kept.map { source[$0.range] }.joined(separator: ", ")
  }
}
