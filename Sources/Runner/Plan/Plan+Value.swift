public import JSON
import Providers
import Query

extension Plan {
  /// The plan as a JSON object, including its digest.
  public var value: Value {
    var members = members
    members["digest"] = Value(digest)
    return Value(members)
  }

  /// The SHA-256 of the canonical JSON without the digest, in hexadecimal.
  public var digest: String { Digest(Value(members)).hexadecimal }

  private var members: Object {
    let changes = PlannedWrite.Change.allCases.map { (Text($0.rawValue), Value(count(of: $0))) }
    return [
      "plan": Value(Self.version), "script": ["name": Value(scriptName), "sha256": Value(scriptDigest)],
      "parameters": Value(parameters), "created_at": Value(createdAt), "counts": Value(Object(changes)),
      "requests": Value(Object(requests.map { (Text($0.provider), Value($0.count)) })),
      "estimate_s": Value(estimate), "steps": Value(steps.map(\.value)),
    ]
  }
}

extension PlannedStep {
  var value: Value {
    [
      "step": Value(step), "row": row.map { Value($0) } ?? .null, "key": key, "provider": Value(account.provider),
      "profile": account.profile.map { Value($0) } ?? .null, "method": Value(method), "class": Value(risk.rawValue),
      "change": Value(change.rawValue), "target": target.map { Value($0) } ?? .null,
      "label": label.map { Value($0) } ?? .null, "arguments": Value(arguments), "before": before,
      "fields": Value(fields.map(\.value)),
    ]
  }
}

extension ChangedField {
  var value: Value { ["path": Value(path), "before": before, "after": after] }
}
