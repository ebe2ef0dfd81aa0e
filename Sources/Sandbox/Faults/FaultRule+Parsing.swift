/// Why a text is not a valid fault rule.
public struct FaultRuleError: Error, CustomStringConvertible, Sendable, Hashable {
  /// What is wrong, with a valid example.
  public let description: String
  /// The unknown scope, if that is the reason.
  public let scope: String?
  /// The possible scopes, if the scope is unknown.
  public let scopes: [String]

  init(description: String, scope: String? = nil, scopes: [String] = []) {
    self.description = description
    self.scope = scope
    self.scopes = scopes
  }
}

extension FaultRule {
  /// Parses `coderpad.pads.list:503@0.5#2`. Throws with a message about the valid syntax.
  public init(parsing text: String) throws(FaultRuleError) {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, let scope = halves.first, !scope.isEmpty else {
      throw FaultRuleError(description: "a fault rule is PROVIDER[.RESOURCE.METHOD]:KIND, like coderpad:latency=200")
    }
    try FaultScope.check(String(scope))
    var rest = halves[1]
    let count = Self.cut(&rest, at: "#")
    let probability = Self.cut(&rest, at: "@")
    let argument = Self.cut(&rest, at: "=")
    let kind = try Self.kind(rest, argument)
    self.init(
      scope: String(scope), kind: kind, probability: try Self.probability(probability ?? "1"),
      count: try Self.count(count))
  }

  /// Removes the part after the last `mark` from the text and returns it.
  private static func cut(_ text: inout Substring, at mark: Character) -> Substring? {
    guard let index = text.lastIndex(of: mark) else { return nil }
    let part = text[text.index(after: index)...]
    text = text[..<index]
    return part
  }

  private static func count(_ text: Substring?) throws(FaultRuleError) -> Int? {
    guard let text else { return nil }
    guard let count = Int(text), count > 0 else {
      throw FaultRuleError(description: "#\(text) is not a number of requests, like #3")
    }
    return count
  }

  private static func probability(_ text: Substring) throws(FaultRuleError) -> Double {
    guard let probability = Double(text), (0...1).contains(probability) else {
      throw FaultRuleError(description: "@\(text) is not a probability from 0 to 1, like @0.2")
    }
    return probability
  }

  private static func kind(_ name: Substring, _ argument: Substring?) throws(FaultRuleError) -> Kind {
    switch name {
    case "latency": return .latency(milliseconds: try duration(argument ?? ""))
    case "status": return .status(try status(argument ?? ""), retryAfter: nil)
    case "5xx": return .anyServerError
    case "hang": return .hang
    case "cut": return .cut
    case "truncated": return .truncated
    case "wrong-type": return .wrongType
    case "non-json": return .notJSON
    default: return .status(try status(name), retryAfter: try seconds(argument))
    }
  }

  private static func status(_ text: Substring) throws(FaultRuleError) -> Int {
    guard let status = Int(text), (400...599).contains(status) else {
      throw FaultRuleError(
        description: "unknown fault \(text); known: latency=MS 4xx 5xx hang cut truncated wrong-type non-json")
    }
    return status
  }

  private static func seconds(_ text: Substring?) throws(FaultRuleError) -> Int? {
    guard let text else { return nil }
    guard let seconds = Int(text), (0...86_400).contains(seconds) else {
      throw FaultRuleError(description: "=\(text) is not a number of seconds for Retry-After")
    }
    return seconds
  }

  private static func duration(_ text: Substring) throws(FaultRuleError) -> Int {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count)
    let factor: Double = unit == "s" ? 1000 : 1
    guard ["", "s", "ms"].contains(unit), let number = Double(digits), number * factor <= 3_600_000 else {
      throw FaultRuleError(description: "latency needs a duration up to an hour, like latency=200 or latency=2s")
    }
    return Int(number * factor)
  }
}
