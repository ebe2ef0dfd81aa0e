import JSON
import Query
import Script
import Terminal

// Completion of values, without sending anything.

extension Completer {
  /// The limits for examined elements, offered values and sampled elements.
  private static let (looked, offered, sampled) = (2_000, 200, 20)

  /// The keys of a value; those of array elements are preceded by `[].`. Documented keys come before keys seen in
  /// responses.
  func fields(of base: FieldBase) -> [Offer] {
    guard let value = evaluated(base, prefersSeen: false) ?? evaluated(base, prefersSeen: true) else { return [] }
    guard let elements = value.array else { return keys(of: value.object) }
    return keys(of: elements.first?.object).map { key in
      var key = key
      key.candidate.text = "[]." + key.candidate.text
      return key
    }
  }

  private func evaluated(_ base: FieldBase, prefersSeen: Bool) -> Value? {
    sampling(base, prefersSeen: prefersSeen).flatMap(knowledge.evaluate)
  }

  /// The strings that have been seen as this value.
  func values(of base: FieldBase) -> [Offer] {
    guard var sampling = sampling(base, prefersSeen: true) else { return [] }
    sampling.text = "[limit(\(Self.looked); \(sampling.text)) | strings | select(. != \"\")] | unique"
    return (knowledge.evaluate(sampling)?.array ?? []).prefix(Self.offered).map {
      Offer($0.json(), summary: "seen", .choice)
    }
  }

  private func keys(of object: Object?) -> [Offer] {
    (object ?? [:]).map { key, value in
      let name = key.string
      let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && name.first?.isNumber == false
      return Offer(isPlain ? name : Value(key).json(), summary: value.typeName, .field)
    }
  }

  /// The filter and input that yield a value; nil if unknown.
  private func sampling(_ base: FieldBase, prefersSeen: Bool) -> Sampling? {
    guard var sampling = root(base.root, prefersSeen) else { return nil }
    var bindings = ""
    for step in base.steps {
      switch step {
      case .field(let name): sampling.text += " | .[\(Value(name).json())]?"
      case .element: sampling.text += " | .[]?"
      case .filter(let written, let bound):
        for binding in bound {
          guard let value = self.sampling(binding.value, prefersSeen: prefersSeen) else { continue }
          let input = value.input.map { "\(Self.beginning($0).json()) | " } ?? ""
          bindings += "first(\(input)\(value.text)) as $\(binding.name) | "
        }
        // For a long list, its beginning is sufficient.
        sampling.text += " | (if type == \"array\" then .[:\(Self.sampled)] else . end)"
        // Ignore conditions, which the samples may not fulfil.
        sampling.text += " | (def select(f): .; \(written))"
      }
    }
    sampling.text = bindings + sampling.text
    return sampling
  }

  private func root(_ root: FieldBase.Root, _ prefersSeen: Bool) -> Sampling? {
    switch root {
    case .last: Sampling(text: ".", prefersSeen: prefersSeen)
    case .variable(let name): Sampling(text: "$" + name, prefersSeen: prefersSeen)
    case .exchange(let number): Sampling(text: number.map { "@\($0)" } ?? "@last", prefersSeen: prefersSeen)
    case .call(let call):
      signature(of: call.path).flatMap { knowledge.sample(call, $0, prefersSeen) }
        .map { Sampling(text: ".", input: $0, prefersSeen: prefersSeen) }
    case .error: Sampling(text: ".", input: Failure(.api, "").object, prefersSeen: prefersSeen)
    case .unknown: nil
    }
  }

  private static func beginning(_ value: Value) -> Value {
    value.array.map { Value(Array($0.prefix(sampled))) } ?? value
  }
}

extension Completer {
  /// A query for sample values.
  struct Sampling {
    /// A filter.
    var text: String
    /// The input; nil for the last value.
    var input: Value?
    /// Whether calls return their latest response rather than their documented shape, if both are known.
    var prefersSeen = false
  }
}
