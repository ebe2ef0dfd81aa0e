import Diagnostics
import HTTP
import JSON
import Query

/// Converts the value of a manifest to the model and collects all faults.
final class ManifestReader {
  let name: String
  private let source: SourceText
  private lazy var text = ManifestPlaces(source)
  private(set) var findings: [Diagnostic] = []
  /// The members that the findings concern, in order.
  private(set) var places: [ManifestPath] = []
  private var definitions = ""

  /// - Parameter source: the text in which faults are located.
  init(name: String, source: SourceText) {
    self.name = name
    self.source = source
  }

  func read(_ value: Value) -> Manifest {
    let fields = fields(value, at: .root)
    definitions = fields.string("definitions").map { $0 + "\n" } ?? ""
    var manifest = Manifest(
      name: name, title: fields.string("title") ?? name, summary: fields.string("summary") ?? "",
      documentation: fields.string("documentation"), base: fields.required("base"),
      encoding: fields.choice("body") ?? .none,
      headers: fields.members("headers").map { ($0.name, text($0.value, at: $0.path)) },
      credentials: fields.members("credentials").map { credential($0.name, $0.value, $0.path) },
      authentication: authentication(fields), refused: filter(fields, "refused"), error: filter(fields, "error"),
      statuses: statuses(fields, "statuses"), hints: statuses(fields, "hints"),
      quota: Set(fields.elements("quota").compactMap { status($0.value, $0.path) }), rate: rate(fields),
      secrets: fields.elements("secrets").compactMap { secret($0.value, $0.path) }, open: nil,
      webhooks: webhooks(fields), resources: [])
    let payload = fields.value("payload")
    let open = fields.value("open")
    manifest.open = open.map { self.open($0, payload: payload) }
    manifest.resources = fields.members("resources").map { name, value, path in
      resource(name, value, path, open: open, manifest.open, payload: payload)
    }
    fields.finish()
    ManifestCheck(manifest: manifest) { [self] in report($0, $1, $2, $3, $4) }.run()
    return manifest
  }

  func fields(_ value: Value, at path: ManifestPath) -> FieldReader {
    FieldReader(value, at: path) { [self] path, part, message, hint in report(path, part, message, hint) }
  }

  /// Reads the filter of a member; nil if there is none.
  func filter(_ fields: FieldReader, _ key: String) -> AnswerFilter? {
    fields.string(key).map { AnswerFilter($0, of: name, at: fields.path[key], definitions: definitions) }
  }

  func report(
    _ path: ManifestPath, _ part: ManifestPath.Part, _ message: String, _ hint: String? = nil,
    _ severity: Diagnostic.Severity = .error
  ) {
    let what = path == .root ? "the manifest" : "`\(path)`"
    findings.append(
      Diagnostic(
        severity, code: "manifest", "\(what) of \(name) \(message)", hint: hint, source: source,
        range: text.range(of: path, part)))
    places.append(path)
  }

  func text(_ value: Value, at path: ManifestPath) -> String {
    if let text = value.string { return text }
    report(path, .value, "must be a string, not \(value.typeName)")
    return ""
  }

  private func credential(_ name: String, _ value: Value, _ path: ManifestPath) -> CredentialDefinition {
    let fields = fields(value, at: path)
    defer { fields.finish() }
    let variables = fields.strings("environment")
    for variable in variables where CredentialVariables.isForeign(variable, to: self.name) {
      report(path["environment"], .value, "names `\(variable)`, a variable of another provider", "use another name")
    }
    return CredentialDefinition(
      name: name, summary: fields.string("summary") ?? "", isSecret: fields.bool("secret") ?? true,
      isOptional: fields.bool("optional") ?? false, environment: variables)
  }

  private func statuses(_ fields: FieldReader, _ key: String) -> [Int: String] {
    var texts: [Int: String] = [:]
    for (name, value, path) in fields.members(key) {
      guard let status = Int(name), Self.statuses.contains(status) else {
        report(path, .name, "must be an HTTP status", "three digits, such as \"404\"")
        continue
      }
      texts[status] = text(value, at: path)
    }
    return texts
  }

  private static let statuses = 100...599

  private func status(_ value: Value, _ path: ManifestPath) -> Int? {
    if let status = value.int, Self.statuses.contains(status) { return status }
    report(path, .value, "must be an HTTP status", "three digits, such as 429")
    return nil
  }

  private func rate(_ fields: FieldReader) -> RateRule? {
    guard let rate = fields.nested("rate") else { return nil }
    defer { rate.finish() }
    guard let requests = rate.int("requests"), let seconds = rate.double("seconds"),
      (1...100_000).contains(requests), (1...1e8).contains(seconds)
    else {
      fields.fault("rate", "needs `requests`, 1 to 100000, and `seconds`, from 1 on")
      return nil
    }
    return RateRule(requests: requests, seconds: seconds)
  }

  private func secret(_ value: Value, _ path: ManifestPath) -> SecretField? {
    let fields = fields(value, at: path)
    defer { fields.finish() }
    return SecretField(field: Text(fields.required("field")), parameter: fields.string("parameter"))
  }
}
