import Diagnostics
import JSON

/// Reads the members of one object of a manifest and notes what is wrong with them.
final class FieldReader {
  private let object: Object
  private let path: String
  private let report: (String, String, String?) -> Void
  private var seen: Set<String> = []

  /// - Parameter report: takes the path of a member, what is wrong with it, and what to do.
  init(_ value: Value, at path: String, report: @escaping (String, String, String?) -> Void) {
    object = value.object ?? [:]
    self.path = path
    self.report = report
    if value.object == nil { report(path, "must be an object, not \(value.typeName)", nil) }
  }

  /// Says of every member that nobody asked for that there is none.
  func finish() {
    for key in object.keys.map(\.string) where !seen.contains(key) {
      report(place(key), "is no member of a manifest here", seen.nearest(to: key).map { "did you mean `\($0)`?" })
    }
  }

  func value(_ key: String) -> Value? {
    seen.insert(key)
    guard let value = object[key], !value.isNull else { return nil }
    return value
  }

  func string(_ key: String) -> String? { take(key, "a string", \.string) }

  func int(_ key: String) -> Int? { take(key, "a whole number", \.int) }

  func double(_ key: String) -> Double? { take(key, "a number", \.double) }

  func bool(_ key: String) -> Bool? { take(key, "true or false", \.bool) }

  func strings(_ key: String) -> [String] {
    take(key, "an array of strings") { value in
      guard let elements = value.array else { return nil }
      let strings = elements.compactMap(\.string)
      return strings.count == elements.count ? strings : nil
    } ?? []
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) -> Choice? {
    guard let text = string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    report(place(key), "cannot be `\(text)`", "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    return nil
  }

  func required(_ key: String) -> String {
    if let text = string(key) { return text }
    if object[key] == nil || object[key]?.isNull == true { report(place(key), "is missing", nil) }
    return ""
  }

  /// The members of an object, each with its path.
  func members(_ key: String) -> [(name: String, value: Value, path: String)] {
    let members: Object = take(key, "an object", \.object) ?? [:]
    return members.map { ($0.key.string, $0.value, place(key) + "." + $0.key.string) }
  }

  func elements(_ key: String) -> [(value: Value, path: String)] {
    let elements: [Value] = take(key, "an array", \.array) ?? []
    return elements.enumerated().map { ($1, "\(place(key))[\($0)]") }
  }

  func nested(_ key: String) -> FieldReader? {
    value(key).map { FieldReader($0, at: place(key), report: report) }
  }

  func fault(_ key: String, _ message: String, _ hint: String? = nil) { report(place(key), message, hint) }

  func place(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  private func take<Result>(_ key: String, _ kind: String, _ read: (Value) -> Result?) -> Result? {
    guard let value = value(key) else { return nil }
    if let result = read(value) { return result }
    report(place(key), "must be \(kind), not \(value.typeName)", nil)
    return nil
  }
}
