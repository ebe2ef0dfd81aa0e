public import Diagnostics
import HTTP
import JSON
import Query

/// What is secret in a line as it was typed, slips included: found by the name in front, whatever the statement.
public struct WrittenSecrets: Sendable {
  /// The values, in order and apart from each other; UTF-8 offsets.
  public private(set) var ranges: [SourceRange] = []
  /// The `login` statements of the line.
  private(set) var logins: [WrittenLogin] = []
  private let text: String

  /// - Parameters:
  ///   - isOpen: whether a provider's credential may be seen, such as `email`.
  ///   - isKnown: whether a text holds what the session knows as secret.
  public init(
    in text: String, isOpen: (_ provider: String, _ name: String) -> Bool = { _, _ in false },
    isKnown: (String) -> Bool = { _ in false }
  ) {
    self.text = text
    let written = WrittenTokens(text)
    logins = WrittenLogin.all(in: written, isOpen: isOpen)
    let found =
      logins.flatMap(\.secrets) + Self.named(in: written) + Self.strings(in: written, isKnown)
      + ShellWords.secrets(in: text)
    for range in found.sorted(by: { $0.lower < $1.lower }) {
      if let last = ranges.last, range.lower < last.upper {
        ranges[ranges.count - 1] = last.union(range)
      } else {
        ranges.append(range)
      }
    }
  }

  /// The line with a mark in place of each secret, its quotes included: no such line runs by accident.
  public var masked: String { replacing(ranges.map { ($0, Redactor.mark) }) }

  /// The line to run again: a login without its secrets, for which it then asks; else the masked one.
  public var repeatable: String {
    let shorter = logins.filter { !$0.secrets.isEmpty }.map {
      ($0.argumentRange, $0.kept(in: text))
    }
    let others = ranges.filter { range in
      !shorter.contains { $0.0.lower <= range.lower && range.lower < $0.0.upper }
    }
    return replacing(
      (shorter + others.map { ($0, Redactor.mark) }).sorted { $0.0.lower < $1.0.lower })
  }

  private func replacing(_ edits: [(SourceRange, String)]) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    for (range, mark) in edits where range.lower >= place && range.upper <= bytes.count {
      result += bytes[place..<range.lower] + Array(mark.utf8)
      place = range.upper
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }
}

extension WrittenSecrets {
  /// Values behind the names of secrets: `api_key: "…"`, `"Authorization": '…'`, `let token = "…"`.
  private static func named(in written: WrittenTokens) -> [SourceRange] {
    written.tokens.indices.compactMap { index in
      guard let name = name(of: index, written), SecretName.isSecret(name) else { return nil }
      let end = written.end(ofValueAt: index + 1)
      return end > index + 1 && !written.isReference(index + 1, end)
        ? written.range(index + 1, end) : nil
    }
  }

  private static func name(of mark: Int, _ written: WrittenTokens) -> String? {
    switch written.tokens[mark].kind {
    case .colon:
      // What follows is a type.
      if mark > 1, written.tokens[mark - 2].word == "param" { return nil }
      return written.name(before: mark)
    case .assign:
      if mark > 2, written.tokens[mark - 2].kind == .colon { return written.name(before: mark - 2) }
      return written.name(before: mark)
    default: return nil
    }
  }

  /// Strings that hold a header, a bearer's token or a secret of the session, wherever they stand.
  private static func strings(in written: WrittenTokens, _ isKnown: (String) -> Bool)
    -> [SourceRange]
  {
    var (start, end): (Int?, Int) = (nil, -1)
    return written.tokens.indices.compactMap { index in
      let token = written.tokens[index]
      if token.kind == .stringStart { start = index }
      guard token.kind == .rawString || token.kind == .stringText, let text = token.text?.string
      else { return nil }
      guard isHeader(text) || isKnown(text) else { return nil }
      guard token.kind == .stringText, let start else { return token.range }
      if end < index {
        end = written.tokens[index...].firstIndex { $0.kind == .stringEnd } ?? written.tokens.count - 1
      }
      return written.range(start, end + 1)
    }
  }

  private static func isHeader(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count > 1, ["bearer", "basic"].contains(words[0].lowercased()) { return true }
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return false }
    let name = text[..<colon]
    let isName = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    return isName && SecretName.isSecret(String(name))
      && text[colon...].dropFirst().contains { !$0.isWhitespace }
  }
}

/// Secrets as a shell takes them, typed at the wrong prompt or behind `run`: `--token X`, `EDUSH_TUTREX_API_KEY=X`.
private enum ShellWords {
  static func secrets(in text: String) -> [SourceRange] {
    var found: [SourceRange] = []
    var isNext = false
    for word in text.utf8.split(whereSeparator: { [0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
      let lower = text.utf8.distance(from: text.startIndex, to: word.startIndex)
      let upper = lower + word.count
      if isNext { found.append(SourceRange(lower, upper)) }
      isNext = false
      let parts = word.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(decoding: parts[0], as: UTF8.self)
      let isOption = name.hasPrefix("--") && SecretName.isSecret(name)
      let isVariable = name.contains("_") && name == name.uppercased() && SecretName.isSecret(name)
      if parts.count > 1, !parts[1].isEmpty, isOption || isVariable {
        found.append(SourceRange(lower + parts[0].count + 1, upper))
      } else {
        isNext = isOption
      }
    }
    return found
  }
}
