import Diagnostics
import HTTP
import JSON
import Query

/// Reads the value of a manifest into the model, collecting all that is wrong.
final class ManifestReader {
  let name: String
  private let source: SourceText
  private(set) var findings: [Diagnostic] = []
  private var definitions = ""

  init(name: String, source: SourceText) {
    self.name = name
    self.source = source
  }

  func read(_ value: Value) -> Manifest {
    let fields = fields(value, at: "")
    definitions = fields.string("definitions").map { $0 + "\n" } ?? ""
    var manifest = Manifest(
      name: name, title: fields.string("title") ?? name, summary: fields.string("summary") ?? "",
      documentation: fields.string("documentation"), base: fields.required("base"),
      encoding: fields.choice("body") ?? .none,
      headers: fields.members("headers").map { ($0.name, text($0.value, at: $0.path)) },
      credentials: fields.members("credentials").map { credential($0.name, $0.value, $0.path) },
      authentication: authentication(fields), refused: filter(fields, "refused"), error: filter(fields, "error"),
      statuses: statuses(fields, "statuses"), hints: statuses(fields, "hints"),
      quota: Set(fields.elements("quota").compactMap { $0.value.int }), rate: rate(fields),
      secrets: fields.elements("secrets").compactMap { secret($0.value, $0.path) }, open: nil,
      webhooks: webhooks(fields),
      resources: [])
    let payload = fields.value("payload")
    let open = fields.value("open")
    manifest.open = open.map { self.open($0, payload: payload) }
    manifest.resources = fields.members("resources").map { name, value, path in
      resource(name, value, path, open: open, manifest.open, payload: payload)
    }
    fields.finish()
    return manifest
  }

  func fields(_ value: Value, at path: String) -> FieldReader {
    FieldReader(value, at: path) { [self] path, message, hint in report(path, message, hint) }
  }

  /// The filter of a member, nil without it.
  func filter(_ fields: FieldReader, _ key: String) -> AnswerFilter? {
    fields.string(key).map { AnswerFilter($0, name: "\(name): \(fields.place(key))", definitions: definitions) }
  }

  func report(_ path: String, _ message: String, _ hint: String?) {
    let what = path.isEmpty ? "the manifest" : "`\(path)`"
    findings.append(
      Diagnostic(
        code: "manifest", "\(what) of \(name) \(message)", hint: hint, source: source,
        range: source.range(ofKey: path.split(separator: ".").last.map(String.init) ?? "")))
  }

  private func text(_ value: Value, at path: String) -> String {
    if let text = value.string { return text }
    report(path, "must be a string, not \(value.typeName)", nil)
    return ""
  }

  private func credential(_ name: String, _ value: Value, _ path: String) -> CredentialDefinition {
    let fields = fields(value, at: path)
    defer { fields.finish() }
    return CredentialDefinition(
      name: name, summary: fields.string("summary") ?? "", isSecret: fields.bool("secret") ?? true,
      isOptional: fields.bool("optional") ?? false, environment: fields.strings("environment"))
  }

  private func statuses(_ fields: FieldReader, _ key: String) -> [Int: String] {
    var texts: [Int: String] = [:]
    for (name, value, path) in fields.members(key) {
      guard let status = Int(name) else {
        report(path, "must be an HTTP status", nil)
        continue
      }
      texts[status] = text(value, at: path)
    }
    return texts
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

  private func secret(_ value: Value, _ path: String) -> SecretField? {
    let fields = fields(value, at: path)
    defer { fields.finish() }
    return SecretField(field: Text(fields.required("field")), parameter: fields.string("parameter"))
  }
}

extension SourceText {
  /// Where a key stands first, as far as a plain search finds it.
  fileprivate func range(ofKey key: String) -> SourceRange? {
    let wanted = Array(key.utf8) + [UInt8(ascii: ":")]
    let bytes = Array(text.utf8)
    guard !key.isEmpty, bytes.count >= wanted.count else { return nil }
    for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
      if bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
        return SourceRange(start, start + key.utf8.count)
      }
    }
    return nil
  }
}
