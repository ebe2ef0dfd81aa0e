import JSON
import Query

// Reads the write declarations of a manifest: `reads`, `undo`, `probe`.
extension ManifestReader {
  func reads(_ fields: FieldReader) -> ObjectReading {
    if fields.isNull("reads") { return .none }
    return use(fields, "reads").map { .use($0) } ?? .usual
  }

  func undo(_ fields: FieldReader) -> UndoRule? {
    if let reason = reason(fields, "undo") { return .never(reason) }
    guard let undo = fields.nested("undo") else { return nil }
    defer { undo.finish() }
    let former = undo.strings("restores")
    return .call(
      Undo(
        use: MethodUse(
          method: undo.required("method"), arguments: filters(undo, "arguments"), place: undo.path["method"]),
        arguments: former.isEmpty ? .made : .former(former), each: filter(undo, "each"), caveat: undo.string("caveat")))
  }

  func probe(_ fields: FieldReader) -> ProbeRule? {
    if let reason = reason(fields, "probe") { return .never(reason) }
    guard let probe = fields.nested("probe") else { return nil }
    defer { probe.finish() }
    let finding = finding(probe)
    let arguments = filters(probe, "arguments")
    let read = probe.string("read").map { MethodUse(method: $0, arguments: arguments, place: probe.path["read"]) }
    let (shown, unless) = (filters(probe, "shown"), filter(probe, "unless"))
    return finding.map { .read(Probe(read: read, finding: $0, shown: shown, unless: unless)) }
  }

  /// Reads a sentence in place of an object.
  private func reason(_ fields: FieldReader, _ key: String) -> String? {
    let reason = fields.value(key)?.string
    if reason?.isEmpty == true { fields.fault(key, "must not be empty", "a sentence why there is none") }
    return reason
  }

  private func finding(_ probe: FieldReader) -> Probe.Finding? {
    let creation = Probe.Creation(time: filter(probe, "time"), isSorted: probe.bool("sorted") ?? false)
    let found = filter(probe, "found")
    guard let kind = probe.string("finds") else {
      if found == nil {
        probe.fault("finds", "is missing", "one of \(Self.findings.joined(separator: ", ")), or `found`")
      }
      return found.map { .decided($0) }
    }
    switch kind {
    case "created": return .created(creation)
    case "changed": return .changed
    case "gone": return .gone
    case "present": return .present
    default:
      probe.refuse("finds", kind, knowing: Self.findings)
      return nil
    }
  }

  private static let findings = ["created", "changed", "gone", "present"]

  /// Reads `"pads.get"`, or the form with arguments: `{method: "pads.get", arguments: {id: ".arguments.pad"}}`.
  private func use(_ fields: FieldReader, _ key: String) -> MethodUse? {
    if let method = fields.value(key)?.string { return MethodUse(method: method, place: fields.path[key]) }
    guard let use = fields.nested(key) else { return nil }
    defer { use.finish() }
    return MethodUse(method: use.required("method"), arguments: filters(use, "arguments"), place: use.path["method"])
  }

  /// Reads an object of filters, by name.
  private func filters(_ fields: FieldReader, _ key: String) -> [(name: String, filter: AnswerFilter)] {
    guard let inner = fields.nested(key) else { return [] }
    defer { inner.finish() }
    return fields.members(key).compactMap { member in filter(inner, member.name).map { (member.name, $0) } }
  }
}
