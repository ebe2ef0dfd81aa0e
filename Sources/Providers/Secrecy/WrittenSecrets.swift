public import Diagnostics
import HTTP
import JSON
import Query

/// Finds the secrets in a line as typed, even if it has errors: by the name before a value, in any statement.
public struct WrittenSecrets: Sendable {
  /// The ranges of the values, in order and without overlaps; UTF-8 offsets.
  public private(set) var ranges: [SourceRange] = []
  /// The `login` statements of the line.
  private(set) var logins: [WrittenLogin] = []
  private let text: String

  /// Finds the secrets in a line.
  ///
  /// - Parameters:
  ///   - isOpen: whether a provider's credential may be shown, such as `email`.
  ///   - isKnown: whether a text contains a secret known to the session.
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

  /// The line with a mark in place of each quoted secret. A masked line cannot run by accident.
  public var masked: String { replacing(ranges.map { ($0, Redactor.mark) }) }

  /// The line for the history: a login without its secrets, so that it asks for them; otherwise the masked line.
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
  /// Values after secret names: `api_key: "…"`, `"Authorization": '…'`, `let token = "…"`, `.["password"] |= "…"`,
  /// `$password == "…"`, `"…" as $password`, `hmac_sha256("…")`.
  private static func named(in written: WrittenTokens) -> [SourceRange] {
    written.tokens.indices.compactMap { index in
      if let found = compared(at: index, written) { return found }
      guard let name = name(of: index, written), SecretName.isSecret(name) else { return nil }
      let end = written.end(ofValueAt: index + 1)
      return end > index + 1 && !written.isReference(index + 1, end)
        ? written.range(index + 1, end) : nil
    }
  }

  private static func name(of mark: Int, _ written: WrittenTokens) -> String? {
    switch written.tokens[mark].kind {
    case .colon:
      // A type follows.
      if mark > 1, written.tokens[mark - 2].word == "param" { return nil }
      return written.name(before: mark)
    case .assign, .setPipe, .setPlus, .setAlternative:
      if mark > 2, written.tokens[mark - 2].kind == .colon { return written.name(before: mark - 2) }
      return written.member(before: mark)
    case .leftParenthesis:
      // Of functions, only those that take a key.
      guard mark > 0, !written.tokens[mark].isSpaced, let name = written.tokens[mark - 1].word else { return nil }
      return name.contains("hmac") ? name : nil
    default: return nil
    }
  }

  /// The string in a comparison or binding whose other operand has a secret name.
  private static func compared(at mark: Int, _ written: WrittenTokens) -> SourceRange? {
    let kind = written.tokens[mark].kind
    guard [.equal, .notEqual, .as].contains(kind), mark > 0, mark + 1 < written.tokens.count else { return nil }
    if kind != .as, let name = written.member(before: mark), SecretName.isSecret(name) {
      return written.string(startingAt: mark + 1)
    }
    guard let name = written.operand(after: mark), SecretName.isSecret(name) else { return nil }
    return written.string(endingAt: mark - 1)
  }

  /// Strings that contain a header, a bearer token, a query with a secret, or a known secret, wherever they appear.
  private static func strings(in written: WrittenTokens, _ isKnown: (String) -> Bool)
    -> [SourceRange]
  {
    var (start, end): (Int?, Int) = (nil, -1)
    return written.tokens.indices.compactMap { index in
      let token = written.tokens[index]
      if token.kind == .stringStart { start = index }
      guard token.kind == .rawString || token.kind == .stringText, let text = token.text?.string
      else { return nil }
      guard isHeader(text) || isQuery(text) || isKnown(text) else { return nil }
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

  /// Whether it is a path or URL whose query contains a secret: `/x?token=…`.
  private static func isQuery(_ text: String) -> Bool {
    guard let mark = text.firstIndex(of: "?"), !text[..<mark].contains(where: \.isWhitespace) else { return false }
    return text[mark...].dropFirst().split(separator: "&").contains { part in
      let pair = part.split(separator: "=", maxSplits: 1)
      return pair.count == 2 && SecretName.isSecret(String(pair[0]))
    }
  }
}

extension WrittenTokens {
  /// The name before an index; also `$name` and `.["name"]`.
  fileprivate func member(before index: Int) -> String? {
    guard index > 0 else { return nil }
    let last = tokens[index - 1]
    if last.kind == .binding { return last.name }
    guard last.kind == .rightBracket else { return name(before: index) }
    return name(before: index - 1)
  }

  /// The name of the variable or field after an index.
  fileprivate func operand(after index: Int) -> String? {
    guard index + 1 < tokens.count else { return nil }
    let next = tokens[index + 1]
    return next.kind == .binding || next.kind == .field ? next.name : nil
  }

  fileprivate func string(startingAt index: Int) -> SourceRange? {
    guard index < tokens.count else { return nil }
    if tokens[index].kind == .rawString { return tokens[index].range }
    guard tokens[index].kind == .stringStart else { return nil }
    let end = tokens[index...].firstIndex { $0.kind == .stringEnd } ?? tokens.count - 1
    return isReference(index, end + 1) ? nil : range(index, end + 1)
  }

  fileprivate func string(endingAt index: Int) -> SourceRange? {
    if tokens[index].kind == .rawString { return tokens[index].range }
    guard tokens[index].kind == .stringEnd, let start = tokens[..<index].lastIndex(where: { $0.kind == .stringStart })
    else { return nil }
    return isReference(start, index + 1) ? nil : range(start, index + 1)
  }
}
