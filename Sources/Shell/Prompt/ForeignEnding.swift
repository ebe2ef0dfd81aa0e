import Diagnostics
import Query
import Rendering

/// Detects shell syntax at the end of a line, such as `pads.list | head` or `pads.list > pads.json`, and suggests the
/// equivalent.
struct ForeignEnding {
  private(set) var objection: Diagnostic

  static let needsResult = "only an expression has a result to pipe or to save, such as `pads.list | !head`"

  /// Nil if the line does not end in shell syntax.
  ///
  /// - Parameters:
  ///   - isDefined: whether a word is a function.
  ///   - hasResult: whether a text is an expression with a result that can be redirected.
  init?(_ line: String, isDefined: (String) -> Bool, hasResult: (String) -> Bool) {
    guard line.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }) else { return nil }
    let source = SourceText(name: "prompt", text: line)
    let (tokens, own) = Self.outerTokens(source)
    func isKnown(_ word: String) -> Bool { own.contains(word) || isDefined(word) }
    guard
      let (found, front) = Self.program(in: tokens, source, isKnown) ?? Self.redirection(in: tokens, source, isKnown)
    else { return nil }
    objection = found
    if !hasResult(front) { objection.hint = Self.needsResult }
  }

  /// The tokens outside of brackets and strings, and the functions that the line defines.
  private static func outerTokens(_ source: SourceText) -> (tokens: [Token], own: Set<String>) {
    var lexer = Lexer(source, dialect: .eduscript)
    var (tokens, own): ([Token], Set<String>) = ([], [])
    var (depth, isDefinition) = (0, false)
    while true {
      let token = lexer.next()
      if token.kind == .endOfFile { return (tokens, own) }
      if isDefinition { own.insert(token.name) }
      isDefinition = token.kind == .def
      if token.kind.closes { depth -= 1 }
      if depth == 0 { tokens.append(token) }
      if token.kind.opens { depth += 1 }
    }
  }

  /// A program name after a `|`.
  private static func program(
    in tokens: [Token], _ source: SourceText, _ isDefined: (String) -> Bool
  ) -> (Diagnostic, front: String)? {
    let pair = zip(tokens, tokens.dropFirst()).first { pipe, next in
      let word = source[next.range]
      let isForeign = ForeignCommand.isProgram(word) || OutputFormat(rawValue: word) != nil
      return pipe.kind == .pipe && next.kind == .identifier && isForeign && !isDefined(word)
    }
    guard let (pipe, program) = pair else { return nil }
    let front = source[SourceRange(0, pipe.range.lower)]
    if let format = OutputFormat(rawValue: source[program.range]) {
      let objection = Diagnostic(
        code: "usage", "`\(format.rawValue)` is not a function", hint: format.advice(for: oneLine(front)),
        source: source, range: program.range)
      return (objection, front)
    }
    let rest = source[SourceRange(program.range.lower, source.text.utf8.count)]
    let objection = Diagnostic(
      code: "usage", "`\(source[program.range])` is not a function",
      hint: "`\(oneLine(front))| !\(oneLine(rest))` pipes the result to a command of the shell", source: source,
      range: program.range)
    return (objection, front)
  }

  /// A file name after the last `>`.
  private static func redirection(
    in tokens: [Token], _ source: SourceText, _ isDefined: (String) -> Bool
  ) -> (Diagnostic, front: String)? {
    guard let last = tokens.lastIndex(where: { $0.kind == .greater }), last > 0 else { return nil }
    let isAppending = tokens[last - 1].kind == .greater
    let mark = SourceRange(tokens[isAppending ? last - 1 : last].range.lower, tokens[last].range.upper)
    let words = source[SourceRange(mark.upper, source.text.utf8.count)].split(whereSeparator: \.isWhitespace)
    guard let word = words.first.map(String.init), words.count == 1 else { return nil }
    let quoted = word.count > 2 && word.first == "\"" && word.last == "\"" ? String(word.dropFirst().dropLast()) : nil
    guard quoted.map({ FileFormat(path: $0) != nil }) ?? isPath(word, isDefined) else { return nil }
    let path = quoted ?? word
    let front = source[SourceRange(0, mark.lower)].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let name = FileFormat(path: path) == nil ? path + ".json" : path
    let objection = Diagnostic(
      code: "usage", "`>` compares values; it does not write files",
      hint: "`\(isAppending ? "append" : "save") \(oneLine(front)) to \"\(oneLine(name))\"` writes one", source: source,
      range: mark)
    return (objection, front)
  }

  /// Whether a word can only be a file path.
  private static func isPath(_ word: String, _ isDefined: (String) -> Bool) -> Bool {
    guard word.contains(where: \.isLetter), word.allSatisfy({ $0.isLetter || $0.isNumber || "._-/~".contains($0) })
    else { return false }
    if word.contains("/") || FileFormat(path: word) != nil && !word.hasPrefix(".") { return true }
    return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && word.first?.isLetter == true
      && !isDefined(word)
  }
}

extension OutputFormat {
  /// How to show a result in this format.
  fileprivate func advice(for line: String) -> String {
    suffix.map { "`\(line)\\\($0)` shows it so" } ?? "`set output \(rawValue)` shows results so"
  }
}
