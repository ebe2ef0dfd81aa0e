/// The fuzzed code: each target accepts any bytes and throws a `Finding` if a promise is broken.
enum FuzzTarget: String, CaseIterable, Sendable {
  case json
  case lexer
  case parser
  case evaluator
  case script

  func check(_ bytes: [UInt8]) throws(Finding) {
    switch self {
    case .json: try JSONTarget(bytes).check()
    case .lexer: try LexerTarget(bytes).check()
    case .parser: try ParserTarget(bytes).check()
    case .evaluator: try EvaluatorTarget(bytes).check()
    case .script: try ScriptTarget(bytes).check()
    }
  }
}

/// A promise that an input broke.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

func require(_ holds: Bool, _ promise: @autoclosure () -> String) throws(Finding) {
  if !holds { throw Finding(promise()) }
}
