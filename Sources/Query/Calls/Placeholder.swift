public import JSON

/// Texts that stand for what only the API knows, in a plan: `⟨coderpad.pads.create 1: id⟩`.
///
/// They may be passed on, stored and put into other texts; computing with one or deciding by one is an error.
public enum Placeholder {
  /// - Parameters:
  ///   - call: the call that would tell, and its number among those of its name, from 1.
  ///   - path: where in the output of the call.
  public static func text(call: String, number: Int, path: String) -> Value {
    Value(Reference.output(call: call, number: number, path: path).text)
  }

  /// Whether a text is one, or has one in it.
  public static func isIn(_ text: String) -> Bool {
    pieces(of: text).contains { if case .reference = $0 { true } else { false } }
  }

  /// Whether a text is one and nothing else.
  public static func isWhole(_ text: String) -> Bool {
    let pieces = pieces(of: text)
    return pieces.count == 1 && pieces[0].isReference
  }

  /// Why a plan cannot go on with it.
  public static func failure(_ text: String) -> Failure {
    var failure = Failure(
      .script, "only applying gives this: \(text)",
      hint: "a plan cannot decide or compute with what only the API knows"
    )
    failure.endsRow = true
    return failure
  }

  /// Whether a value is one or has one in it, at any depth.
  public static func isAnywhere(in value: Value) -> Bool { !references(in: value).isEmpty }

  /// Whether a value is one, or a text with one in it; the parts of arrays and objects do not count.
  public static func isIn(_ value: Value) -> Bool { value.string.map(isIn) ?? false }
}
