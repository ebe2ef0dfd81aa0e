import Diagnostics
import Query

/// The lexer ends, and its tokens follow one another in the text.
struct LexerTarget {
  private let source: SourceText

  init(_ bytes: [UInt8]) { source = SourceText(name: "fuzz", text: String(decoding: bytes, as: UTF8.self)) }

  func check() throws(Finding) {
    for dialect in [Dialect.jq, .eduscript] { try check(dialect) }
  }

  private func check(_ dialect: Dialect) throws(Finding) {
    let places = Places(source, dialect)
    var lexer = Lexer(source, dialect: dialect)
    var end = 0
    while true {
      let token = lexer.next()
      try places.require(token.range, "\(token.kind)")
      for fault in lexer.takeFaults() { try places.require(fault.range, fault.message) }
      if token.kind == .endOfFile { break }
      try require(token.range.lower >= end, "\(token.kind) at \(token.range.lower) is before \(end)")
      try require(token.range.upper > token.range.lower, "\(token.kind) at \(token.range.lower) is empty")
      end = token.range.upper
    }
    try require(lexer.next().kind == .endOfFile, "there is something after the end")
  }
}

/// The positions in the text where a range may begin or end.
struct Places {
  private let source: SourceText
  private let bytes: [UInt8]
  /// jq reads unknown characters byte by byte.
  private let cutsCharacters: Bool

  init(_ source: SourceText, _ dialect: Dialect = .eduscript) {
    self.source = source
    cutsCharacters = dialect == .jq
    bytes = Array(source.text.utf8)
  }

  /// A range is within the text and splits no character.
  func require(_ range: SourceRange?, _ what: @autoclosure () -> String) throws(Finding) {
    guard let range else { return }
    let isInside = 0 <= range.lower && range.lower <= range.upper && range.upper <= bytes.count
    guard isInside, cutsCharacters || isBoundary(range.lower) && isBoundary(range.upper) else {
      throw Finding("\(what()) at \(range.lower)..<\(range.upper) of \(bytes.count) bytes")
    }
  }

  /// The diagnostics are within the text, and their positions can be shown.
  func require(_ diagnostics: [Diagnostic]) throws(Finding) {
    for diagnostic in diagnostics {
      try require(diagnostic.range, diagnostic.message)
      guard let range = diagnostic.range else { continue }
      let (from, to) = (source.position(at: range.lower), source.position(at: range.upper))
      if from.line < 1 || from.column < 1 || to.line < from.line { throw Finding("\(diagnostic.message) at \(from)") }
    }
  }

  /// Up to `count` prefixes of the text, of evenly spread lengths.
  func beginnings(_ count: Int) -> [SourceText] {
    let step = max(1, bytes.count / count)
    return stride(from: 0, to: bytes.count, by: step).filter(isBoundary).map { beginning($0) }
  }

  func beginning(_ end: Int) -> SourceText {
    SourceText(name: "beginning", text: String(decoding: bytes[..<end], as: UTF8.self))
  }

  /// The ends of lines, without their breaks.
  var lineEnds: [Int] { bytes.indices.filter { bytes[$0] == 0x0A } }

  private func isBoundary(_ offset: Int) -> Bool { offset == bytes.count || bytes[offset] & 0xC0 != 0x80 }
}
