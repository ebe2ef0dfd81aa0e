/// The kinds of tokens; the raw values are the names in jq's error messages.
package enum TokenKind: String, Sendable, Hashable {
  case endOfFile = "end of file"
  case invalid = "INVALID_CHARACTER"
  case identifier = "IDENT"
  case field = "FIELD"
  case binding = "BINDING"
  case literal = "LITERAL"
  case format = "FORMAT"

  case recursiveDescent = ".."
  case setRemainder = "%="
  case equal = "=="
  case notEqual = "!="
  case alternative = "//"
  case `as`
  case def
  case module
  case `import`
  case include
  case `if`
  case then
  case `else`
  case elif
  case reduce
  case foreach
  case end
  case and
  case or
  case `try`
  case `catch`
  case label
  case `break`
  case location = "$__loc__"
  case setPipe = "|="
  case setPlus = "+="
  case setMinus = "-="
  case setMultiply = "*="
  case setDivide = "/="
  case setAlternative = "//="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case alternation = "?//"

  case stringStart = "QQSTRING_START"
  case stringText = "QQSTRING_TEXT"
  case interpolationStart = "QQSTRING_INTERP_START"
  case interpolationEnd = "QQSTRING_INTERP_END"
  case stringEnd = "QQSTRING_END"

  case pipe = "'|'"
  case comma = "','"
  case assign = "'='"
  case less = "'<'"
  case greater = "'>'"
  case plus = "'+'"
  case minus = "'-'"
  case times = "'*'"
  case divide = "'/'"
  case percent = "'%'"
  case question = "'?'"
  case semicolon = "';'"
  case colon = "':'"
  case leftParenthesis = "'('"
  case rightParenthesis = "')'"
  case dot = "'.'"
  case leftBracket = "'['"
  case rightBracket = "']'"
  case leftBrace = "'{'"
  case rightBrace = "'}'"
  case dollar = "'$'"

  /// `'…'`, eduscript only.
  case rawString = "RAW_STRING"
  /// `@17`, `@last`, eduscript only.
  case exchange = "EXCHANGE"
}

extension TokenKind {
  /// The kind of a keyword; nil for other words. All keywords except `__loc__` may be field names and object keys.
  init?(keyword word: String) {
    self.init(rawValue: word)
    guard isKeyword else { return nil }
  }

  /// Whether it is a keyword of jq.
  package var isKeyword: Bool {
    switch self {
    case .as, .def, .module, .import, .include, .if, .then, .else, .elif, .reduce, .foreach, .end, .and, .or, .try,
      .catch,
      .label, .break:
      true
    default: false
    }
  }

  /// Whether it opens a bracket, a string or an interpolation.
  package var opens: Bool {
    switch self {
    case .leftParenthesis, .leftBracket, .leftBrace, .stringStart, .interpolationStart: true
    default: false
    }
  }

  /// Whether it closes a bracket, a string or an interpolation.
  package var closes: Bool {
    switch self {
    case .rightParenthesis, .rightBracket, .rightBrace, .stringEnd, .interpolationEnd: true
    default: false
    }
  }

  /// Whether jq takes a preceding dot as a complete term; before other tokens it suggests a misspelt field.
  var mayFollowDot: Bool {
    switch self {
    case .identifier, .invalid, .literal, .binding, .location, .leftParenthesis, .leftBrace, .if, .try, .reduce,
      .foreach,
      .def, .label, .break, .module, .import, .include, .recursiveDescent, .dollar, .alternation, .stringText,
      .interpolationStart, .stringEnd:
      false
    default: true
    }
  }

  /// The description of the kind in messages.
  package var description: String {
    switch self {
    case .endOfFile: "the end"
    case .invalid: "a character that means nothing here"
    case .identifier: "a name"
    case .field: "a field"
    case .binding: "a variable"
    case .literal: "a number"
    case .format: "a format"
    case .stringStart, .rawString: "a string"
    case .stringText: "text"
    case .stringEnd: "the closing quote"
    case .interpolationStart: #"`\(`"#
    case .interpolationEnd: "`)`"
    case .exchange: "an exchange"
    default: "`" + rawValue.filter { $0 != "'" } + "`"
    }
  }
}
