public import JSON

/// Texts that represent values known only to the API, in a plan: `⟨coderpad.pads.create 1: id⟩`.
///
/// They may be passed on, stored and put into other texts; computing with one or branching on one is an error.
public enum Placeholder {
  /// Returns the placeholder for a part of a call's output.
  ///
  /// - Parameters:
  ///   - call: the qualified method name.
  ///   - number: the position among the calls of that method, from 1.
  ///   - path: the path within the output of the call.
  public static func text(call: String, number: Int, path: String) -> Value {
    Value(Reference.output(call: call, number: number, path: path).text)
  }

  /// Whether a text is or contains a placeholder.
  public static func isIn(_ text: String) -> Bool {
    pieces(of: text).contains { if case .reference = $0 { true } else { false } }
  }

  /// The failure for a plan that would need the actual value.
  public static func failure(_ text: String) -> Failure {
    var failure = Failure(
      .script, "only applying gives this: \(text)",
      hint: "a plan cannot decide or compute with what only the API knows"
    )
    failure.endsRow = true
    return failure
  }

  /// Whether a value is or contains a placeholder, at any depth.
  public static func isAnywhere(in value: Value) -> Bool { !references(in: value).isEmpty }

  /// Whether a value is a placeholder, or a text that contains one; elements of arrays and objects do not count.
  public static func isIn(_ value: Value) -> Bool { value.string.map(isIn) ?? false }
}
