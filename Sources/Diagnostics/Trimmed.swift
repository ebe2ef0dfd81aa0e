extension StringProtocol {
  /// The text without leading and trailing whitespace and line breaks.
  public var trimmed: String {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
