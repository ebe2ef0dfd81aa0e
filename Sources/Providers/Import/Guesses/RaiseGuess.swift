import JSON
import Query

/// The values of parameters that make an operation riskier: `event: "delete"`, `notify: true`.
struct RaiseGuess {
  struct Raise {
    var parameter: String
    var equals: Value
    var risk: Risk
    /// Whether this is the parameter's default.
    var isDefault: Bool
  }

  private(set) var raises: [Raise] = []

  private static let most = 12

  /// - Parameter risk: the risk class without these values.
  init(_ operation: ImportedOperation, above risk: Risk) {
    guard risk > .read else { return }
    let given = operation.parameters.filter { $0.place == .body || $0.place == .query }
    raises = Array(given.flatMap(Self.raises).filter { $0.risk > risk }.prefix(Self.most))
  }

  /// The riskiest of the values that are defaults.
  var usual: Raise? { raises.filter(\.isDefault).max { $0.risk < $1.risk } }

  /// The values as part of a manifest.
  var text: ManifestText {
    .array(
      raises.map { raise in
        .object(
          [
            ManifestMember("parameter", .string(raise.parameter)), ManifestMember("equals", .value(raise.equals)),
            ManifestMember("risk", .string(raise.risk.rawValue)),
          ], .filled)
      })
  }

  private static func raises(by parameter: ImportedParameter) -> [Raise] {
    if parameter.type == "boolean" {
      let words = Words.of(parameter.name).filter { !auxiliaries.contains($0) && !RiskWords.adverbs.contains($0) }
      guard let first = words.first, !options.contains(first), let risk = RiskWords.risk(ofChoice: first) else {
        return []
      }
      return [Raise(parameter, true, risk)]
    }
    // Such a parameter describes what has happened, not what the call does.
    let isPast = Words.of(parameter.name).last.map(reports.contains) ?? false
    return parameter.choices.compactMap { choice in
      guard !choice.contains("."), let first = Words.of(choice).first,
        let risk = isPast ? RiskWords.risk(ofBareVerb: first) : RiskWords.risk(ofChoice: first)
      else { return nil }
      return Raise(parameter, Value(choice), risk)
    }
  }

  private static let auxiliaries: Set = ["is", "should", "shall", "must", "do", "also", "will"]
  /// Words for options that turn off a part of the call: `disable_preview`.
  private static let options: Set = ["disable", "exclude", "clear", "detach", "stop", "block", "end"]
  private static let reports: Set = ["event", "events", "trigger", "triggers", "type", "types", "reason", "sort"]
}

extension RaiseGuess.Raise {
  fileprivate init(_ parameter: ImportedParameter, _ value: Value, _ risk: Risk) {
    self.init(parameter: parameter.name, equals: value, risk: risk, isDefault: parameter.defaultValue == value)
  }
}
