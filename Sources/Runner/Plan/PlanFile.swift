public import Diagnostics
import JSON
import Providers
import Query

extension Plan {
  /// The text of the plan file: JSON with one line per member and step.
  public var file: String { Self.layout(value) }

  /// Reads a plan file. Throws if it is not a plan or has been modified.
  public init(file bytes: [UInt8], name: String) throws(Diagnostic) {
    guard let value = try? Value.parse(utf8: bytes), let members = value.object, let version = members["plan"] else {
      throw Self.fault("`\(name)` is not a plan", hint: "`edush plan FILE -o PLAN` writes one")
    }
    guard version.int == Self.version else {
      throw Self.fault("`\(name)` is a plan of another version, \(version.json())", hint: "plan with this edush again")
    }
    let content = Value(members.filter { key, _ in key != "digest" })
    let isWhole = Digest(content).hexadecimal == members["digest"]?.string
    guard isWhole, Array(Self.layout(value).utf8) == bytes else {
      throw Self.fault(
        "`\(name)` was changed after it was written", hint: "make a new plan; apply sends only what it shows")
    }
    guard let plan = Plan(value) else { throw Self.fault("`\(name)` is not a complete plan", hint: "make a new one") }
    self = plan
  }

  private static func fault(_ message: String, hint: String) -> Diagnostic {
    Diagnostic(code: "plan", message, hint: hint)
  }

  private static func layout(_ value: Value) -> String {
    let members = (value.object ?? [:]).map { key, value -> String in
      let steps = key == "steps" ? (value.array ?? []).map { "    " + $0.json() } : []
      let text = steps.isEmpty ? value.json() : "[\n\(steps.joined(separator: ",\n"))\n  ]"
      return "  \(Value(key).json()): \(text)"
    }
    return "{\n\(members.joined(separator: ",\n"))\n}\n"
  }
}

extension Plan {
  /// Returns nil if a member is missing or has the wrong type.
  private init?(_ value: Value) {
    guard let name = value["script"]?["name"]?.string, let digest = value["script"]?["sha256"]?.string,
      let parameters = value["parameters"]?.object, let created = value["created_at"]?.string,
      let requests = value["requests"]?.object, let estimate = value["estimate_s"]?.double,
      let steps = value["steps"]?.array
    else { return nil }
    let read = steps.compactMap { PlannedStep($0) }
    guard read.count == steps.count else { return nil }
    self.init(
      scriptName: name, scriptDigest: digest, parameters: parameters, createdAt: created,
      requests: requests.map { ($0.key.string, $0.value.int ?? 0) }, estimate: estimate, steps: read)
  }
}

extension PlannedStep {
  fileprivate init?(_ value: Value) {
    guard let step = value["step"]?.int, let key = value["key"], let account = Account(planned: value),
      let method = value["method"]?.string, let risk = value["class"]?.string.flatMap(Risk.init(rawValue:)),
      let change = value["change"]?.string.flatMap(PlannedWrite.Change.init(rawValue:)),
      let arguments = value["arguments"]?.object, let before = value["before"], let fields = value["fields"]?.array
    else { return nil }
    self.init(
      step: step, row: value["row"]?.int, key: key, account: account, method: method, risk: risk, change: change,
      target: value["target"]?.string, label: value["label"]?.string, arguments: arguments, before: before,
      fields: fields.map { field in
        ChangedField(
          path: field["path"]?.string ?? "", before: field["before"] ?? .null, after: field["after"] ?? .null)
      })
  }
}

extension Account {
  fileprivate init?(planned value: Value) {
    guard let provider = value["provider"]?.string, let profile = value["profile"] else { return nil }
    guard profile.isNull || profile.string.map(Account.isProfileName) == true else { return nil }
    self.init(provider, profile: profile.string)
  }
}
