import COniguruma
import Foundation
import JSON

/// A TextMate grammar, interpreted as editors do: only the features that `docs/editor` uses.
struct TextMateGrammar {
  struct Token: Equatable {
    var text: String
    /// The innermost scope, without the language suffix.
    var scope: String
  }

  private struct Level {
    var rule: Value
    var scope: String
  }

  let root: Value

  init(_ root: Value) {
    self.root = root
  }

  /// Every pattern of the grammar, at any depth.
  var expressions: [String] { Self.expressions(in: root) }

  private static func expressions(in value: Value) -> [String] {
    if let elements = value.array { return elements.flatMap(expressions) }
    return (value.object.map(Array.init) ?? []).flatMap { key, value in
      let isPattern = ["match", "begin", "end", "firstLineMatch"].contains(key.string)
      return isPattern ? [value.string].compactMap(\.self) : expressions(in: value)
    }
  }

  /// Names in `include` that are missing from the repository.
  var unknownIncludes: [String] {
    Self.includes(in: root).filter { $0.hasPrefix("#") && root["repository"]?[String($0.dropFirst())] == nil }
  }

  private static func includes(in value: Value) -> [String] {
    if let elements = value.array { return elements.flatMap(includes) }
    return [value["include"]?.string].compactMap(\.self)
      + (value.object.map(Array.init) ?? []).flatMap { includes(in: $0.1) }
  }

  // MARK: Tokens

  /// The parts of a text that have their own scope.
  func tokens(of text: String) -> [Token] {
    var levels = [Level(rule: root, scope: "")]
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      tokens(of: Array(line.utf8), &levels)
    }
  }

  private func tokens(of line: [UInt8], _ levels: inout [Level]) -> [Token] {
    var tokens: [Token] = []
    var place = 0
    func add(_ range: Range<Int>, _ scope: String) {
      if !range.isEmpty, !scope.isEmpty {
        tokens.append(Token(text: String(decoding: line[range], as: UTF8.self), scope: scope))
      }
    }
    while place <= line.count, let level = levels.last {
      guard let (rule, key, match) = next(in: line, from: place, level) else {
        add(place..<line.count, level.scope)
        break
      }
      add(place..<match[0].lowerBound, level.scope)
      let scope = Self.scope(rule["name"]) ?? level.scope
      let captures = rule[key == "match" ? "captures" : "\(key)Captures"]
      var rest = match[0].lowerBound
      for (index, range) in match.enumerated() {
        guard let name = Self.scope(captures?["\(index)"]?["name"]), range.lowerBound >= rest, !range.isEmpty else {
          continue
        }
        add(rest..<range.lowerBound, scope)
        add(range, name)
        rest = range.upperBound
      }
      add(rest..<match[0].upperBound, scope)
      if key == "end" { levels.removeLast() }
      if key == "begin" { levels.append(Level(rule: rule, scope: scope)) }
      place = match[0].isEmpty && key == "match" ? match[0].upperBound + 1 : match[0].upperBound
    }
    return tokens
  }

  private static func scope(_ name: Value?) -> String? { name?.string?.replacing(".eduscript", with: "") }

  /// The earliest match; the end of an open pattern precedes everything that begins at the same position.
  private func next(in line: [UInt8], from place: Int, _ level: Level) -> (Value, String, [Range<Int>])? {
    let end = level.rule["end"].map { _ in [(level.rule, "end")] } ?? []
    let inner = flattened(level.rule["patterns"]).map { ($0, $0["match"] == nil ? "begin" : "match") }
    var best: (Value, String, [Range<Int>])?
    for (rule, key) in end + inner {
      guard let text = rule[key]?.string, let match = Oniguruma.match(text, line, from: place) else { continue }
      if best.map({ match[0].lowerBound < $0.2[0].lowerBound }) ?? true { best = (rule, key, match) }
    }
    return best
  }

  private func flattened(_ patterns: Value?) -> [Value] {
    (patterns?.array ?? []).flatMap { rule -> [Value] in
      if let name = rule["include"]?.string {
        return flattened([root["repository"]?[String(name.dropFirst())] ?? .null])
      }
      return rule["match"] == nil && rule["begin"] == nil ? flattened(rule["patterns"]) : [rule]
    }
  }
}

/// The regular-expression library that editors use for grammars.
enum Oniguruma {
  /// Why a pattern does not compile; nil if it does.
  static func complaint(about pattern: String) -> String? {
    var message = [CChar](repeating: 0, count: 256)
    let bytes = Array(pattern.utf8)
    guard let regex = conig_compile(bytes, bytes.count, 0, &message, message.count) else {
      return String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    conig_free(regex)
    return nil
  }

  /// The first match at or after an offset, and its groups; an empty range for a group without a match.
  static func match(_ pattern: String, _ line: [UInt8], from place: Int) -> [Range<Int>]? {
    var message = [CChar](repeating: 0, count: 256)
    let bytes = Array(pattern.utf8)
    guard let regex = conig_compile(bytes, bytes.count, 0, &message, message.count) else { return nil }
    defer { conig_free(regex) }
    var offsets = [Int32](repeating: -1, count: 2 * (Int(conig_groups(regex)) + 1))
    guard conig_search(regex, line, line.count, place, &offsets, &message, message.count) == 1 else { return nil }
    return stride(from: 0, to: offsets.count, by: 2).map { index in
      max(0, Int(offsets[index]))..<max(0, Int(offsets[index + 1]))
    }
  }
}
