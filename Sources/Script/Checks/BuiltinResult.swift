import Query

/// The results of builtins, as far as they do not depend on the input.
enum BuiltinResult {
  static func shape(of name: String, _ arity: Int) -> Shape? { shapes["\(name)/\(arity)"] }

  /// Whether the result is a point in time, in seconds.
  static func isTime(_ name: String, _ arity: Int) -> Bool { times.contains("\(name)/\(arity)") }

  /// Whether the result is the input in another encoding, so that it is empty if the input is.
  static func keepsEmptiness(_ name: String, _ arity: Int) -> Bool { spellings.contains("\(name)/\(arity)") }

  private static let times: Set = [
    "now/0", "ago/1", "time/0", "later/1", "earlier/1", "fromdate/0", "fromdateiso8601/0", "mktime/0",
  ]
  private static let spellings: Set = [
    "ascii_downcase/0", "ascii_upcase/0", "lower/0", "upper/0", "trim/0", "ltrim/0", "rtrim/0", "tostring/0",
  ]
  private static let shapes: [String: Shape] = {
    var shapes: [String: Shape] = [:]
    for name in times { shapes[name] = .number }
    for name in [
      "length/0", "utf8bytelength/0", "tonumber/0", "floor/0", "ceil/0", "round/0", "fabs/0", "sqrt/0",
      "trunc/0",
    ] {
      shapes[name] = .number
    }
    for name in [
      "ascii_downcase/0", "ascii_upcase/0", "lower/0", "upper/0", "trim/0", "ltrim/0", "rtrim/0", "tostring/0",
      "tojson/0", "todate/0", "todateiso8601/0", "in_zone/1", "fixed/1", "ljust/1", "rjust/1", "join/1", "implode/0",
      "sub/2", "sub/3", "gsub/2", "gsub/3", "strftime/1", "strflocaltime/1", "type/0", "uuid/0", "sha256/0",
      "hmac_sha256/1", "ltrimstr/1", "rtrimstr/1", "trimstr/1",
    ] {
      shapes[name] = .string
    }
    for name in [
      "not/0", "test/1", "test/2", "startswith/1", "endswith/1", "contains/1", "inside/1", "has/1", "in/1", "any/0",
      "any/1", "any/2", "all/0", "all/1", "all/2", "isempty/1", "isnan/0", "isinfinite/0", "isnormal/0",
      "isvalid/1", "IN/1", "IN/2", "toboolean/0",
    ] {
      shapes[name] = .boolean
    }
    return shapes
  }()
}
