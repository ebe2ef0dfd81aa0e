import Diagnostics
import JSON

/// Reads the members of one object of a manifest and reports faults.
final class FieldReader {
  /// Receives the path of a member, the faulty part, the fault and a hint.
  typealias Report = (ManifestPath, ManifestPath.Part, String, String?) -> Void

  let path: ManifestPath
  private let object: Object
  private let report: Report
  private var seen: Set<String> = []

  init(_ value: Value, at path: ManifestPath, report: @escaping Report) {
    object = value.object ?? [:]
    self.path = path
    self.report = report
    if value.object == nil { report(path, .value, "must be an object, not \(value.typeName)", nil) }
  }

  /// Reports every unknown member. `place` is a hint about where objects belong.
  func finish(objectsBelong place: String? = nil) {
    for key in object.keys.map(\.string) where !seen.contains(key) {
      let near = seen.nearest(to: key).map { "did you mean `\($0)`?" }
      let hint = near ?? (object[Text(key)]?.kind == .object ? place : nil)
      report(path[key], .name, "is not a known member here", hint)
    }
  }

  /// Does not report unknown members.
  func ignoreOthers() { seen.formUnion(object.keys.map(\.string)) }

  func value(_ key: String) -> Value? {
    seen.insert(key)
    guard let value = object[key], !value.isNull else { return nil }
    return value
  }

  /// Whether a member is null, which removes the value from the base manifest or a default.
  func isNull(_ key: String) -> Bool {
    seen.insert(key)
    return object[Text(key)]?.isNull == true
  }

  /// Whether a member is an array, without marking it as read.
  func isArray(_ key: String) -> Bool { object[Text(key)]?.array != nil }

  func string(_ key: String) -> String? { take(key, "a string", \.string) }

  func int(_ key: String) -> Int? { take(key, "a whole number", \.int) }

  func double(_ key: String) -> Double? { take(key, "a number", \.double) }

  func bool(_ key: String) -> Bool? { take(key, "true or false", \.bool) }

  func strings(_ key: String) -> [String] {
    elements(key).compactMap { value, path in
      if value.string == nil { report(path, .value, "must be a string, not \(value.typeName)", nil) }
      return value.string
    }
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    guard let text = string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    refuse(key, text, knowing: Choice.allCases.map(\.rawValue))
    return nil
  }

  func required(_ key: String) -> String {
    if let text = string(key) { return text }
    if object[key] == nil || object[key]?.isNull == true { report(path[key], .name, "is missing", nil) }
    return ""
  }

  /// The members of an object, with their paths.
  func members(_ key: String) -> [(name: String, value: Value, path: ManifestPath)] {
    let members: Object = take(key, "an object", \.object) ?? [:]
    return members.map { ($0.key.string, $0.value, path[key][$0.key.string]) }
  }

  func elements(_ key: String) -> [(value: Value, path: ManifestPath)] {
    let elements: [Value] = take(key, "an array", \.array) ?? []
    return elements.enumerated().map { ($1, path[key][$0]) }
  }

  func nested(_ key: String) -> FieldReader? {
    value(key).map { FieldReader($0, at: path[key], report: report) }
  }

  func fault(_ key: String, _ message: String, _ hint: String? = nil) { report(path[key], .value, message, hint) }

  /// Reports that a text is not one of the known values.
  func refuse(_ key: String, _ text: String, knowing known: [String]) {
    let hint = known.nearest(to: text).map { "did you mean `\($0)`?" } ?? "one of " + known.joined(separator: ", ")
    report(path[key], .value, "cannot be `\(text)`", hint)
  }

  private func take<Result>(_ key: String, _ kind: String, _ read: (Value) -> Result?) -> Result? {
    guard let value = value(key) else { return nil }
    if let result = read(value) { return result }
    report(path[key], .value, "must be \(kind), not \(value.typeName)", nil)
    return nil
  }
}
