import Diagnostics
import HTTP

/// Finds secrets in shell syntax, typed at the wrong prompt or after `run`: `--token X`, `EDUSH_TUTREX_API_KEY=X`,
/// `curl -u name:X`, `edush login coderpad X`.
struct ShellWords {
  private struct Word {
    var text: String
    var range: SourceRange
  }

  private let words: [Word]

  static func secrets(in text: String) -> [SourceRange] {
    let shell = ShellWords(text)
    return shell.named + shell.ofLogin + shell.ofCurl
  }

  private init(_ text: String) {
    words = text.utf8.split(whereSeparator: { [0x20, 0x09, 0x0A, 0x0D].contains($0) }).map { word in
      let lower = text.utf8.distance(from: text.startIndex, to: word.startIndex)
      return Word(
        text: String(decoding: word, as: UTF8.self), range: SourceRange(lower, lower + word.count))
    }
  }

  private var named: [SourceRange] {
    var found: [SourceRange] = []
    var isNext = false
    for word in words {
      if isNext { found.append(word.range) }
      isNext = false
      let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let isOption = name.hasPrefix("--") && SecretName.isSecret(name)
      let isVariable = name.contains("_") && name == name.uppercased() && SecretName.isSecret(name)
      if parts.count > 1, !parts[1].isEmpty, isOption || isVariable {
        found.append(SourceRange(word.range.lower + parts[0].utf8.count + 1, word.range.upper))
      } else {
        isNext = isOption
      }
    }
    return found
  }

  /// Everything after the account of `edush login`.
  private var ofLogin: [SourceRange] {
    guard words.first?.text == "edush", let login = words.firstIndex(where: { $0.text == "login" }) else { return [] }
    let given = words[login...].dropFirst().drop { $0.text.hasPrefix("-") }.dropFirst()
    return given.filter { !$0.text.hasPrefix("--") }.map(\.range)
  }

  /// The user name and password of `curl -u`.
  private var ofCurl: [SourceRange] {
    guard words.first?.text == "curl" else { return [] }
    return words.indices.compactMap { index in
      let word = words[index]
      if index > 0, ["-u", "--user"].contains(words[index - 1].text) { return word.range }
      for option in ["-u", "--user="] where word.text.hasPrefix(option) && word.text != option && word.text != "--user"
      {
        return SourceRange(word.range.lower + option.utf8.count, word.range.upper)
      }
      return nil
    }
  }
}
