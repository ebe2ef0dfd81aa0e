extension StringProtocol {
  /// The text without blanks and line breaks at its ends.
  public var trimmed: String {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
