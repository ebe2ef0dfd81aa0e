import HTTP
public import JSON
import Providers
public import Query

/// The changes of an object since the plan was made.
public struct Drift: Sendable {
  /// A field that has changed.
  public struct Difference: Sendable, Hashable {
    /// The path of the field, such as `title`, `mail.subject` or `participants[2]`; empty for the object itself.
    public var path: String
    /// The value in the plan.
    public var before: Value
    /// The current value.
    public var now: Value
  }

  /// The differences, in the field order of the planned object.
  public var differences: [Difference] = []
  private let ignoresAdded: Bool

  /// Compares the current object with the one in a step. For an update only the fields it changes are compared,
  /// otherwise everything except timestamps and counters.
  ///
  /// - Parameters:
  ///   - now: the current object, with secrets replaced as in the plan; null if it is gone.
  ///   - ignoresAdded: whether to ignore fields that the planned object lacks, because another method showed it.
  public init(_ step: PlannedStep, now: Value, ignoresAdded: Bool = false) {
    self.ignoresAdded = ignoresAdded
    guard now.object != nil else {
      differences = [Difference(path: "", before: step.before, now: now)]
      return
    }
    switch step.change {
    case .update:
      for field in step.fields { compare(field.before, field.value(in: now) ?? .null, at: field.path) }
    case .create, .delete, .send, .unchanged: compare(step.before, now, at: "")
    }
  }

  /// Reads an object again; null if it is gone.
  ///
  /// - Parameter read: the call that shows it.
  public static func object(by read: Call, with caller: any Caller) throws(Failure) -> Value {
    do throws(Failure) {
      return try caller.call(read)
    } catch {
      guard error.status == 404 else { throw error }
      return .null
    }
  }

  private mutating func compare(_ before: Value, _ now: Value, at path: String) {
    if let old = before.object, let new = now.object {
      let added = ignoresAdded && path.isEmpty ? [] : new.keys.filter { old[$0] == nil }
      // The reading method may also omit some of the fields.
      let shown = ignoresAdded && path.isEmpty ? old.keys.filter { new[$0] != nil } : old.keys
      for key in shown + added where !RecordField.isOne(key.string) {
        let name = path.isEmpty ? key.string : "\(path).\(key.string)"
        compare(old[key] ?? .null, new[key] ?? .null, at: name)
      }
    } else if let old = before.array, let new = now.array, old.count == new.count {
      for (index, pair) in zip(old, new).enumerated() { compare(pair.0, pair.1, at: "\(path)[\(index)]") }
    } else if before != now, before.string?.contains(Redactor.mark) != true {
      differences.append(Difference(path: path, before: before, now: now))
    }
  }
}

/// Fields that a provider maintains itself: timestamps such as `updated_at` and `lastLogin`, and counters such as
/// `used`. They change without any user changing the object.
private enum RecordField {
  private static let moments: Set = ["at", "created", "updated", "modified", "changed", "accessed", "seen", "login"]
  private static let counters: Set = ["count", "counter", "used", "uses", "usage", "views", "visits", "hits"]

  static func isOne(_ name: String) -> Bool {
    let words = words(name)
    guard let last = words.last else { return false }
    if moments.contains(last) || counters.contains(last) { return true }
    // `created_on`, `updateTime`
    let isTime = ["on", "time", "date", "timestamp"].contains(last)
    return isTime && words.dropLast().contains { moments.contains($0) || ["create", "update", "change"].contains($0) }
  }

  /// Splits `updatedAt` and `updated_at` into `updated`, `at`.
  private static func words(_ name: String) -> [String] {
    var words = [""]
    for character in name {
      if !character.isLetter {
        words.append("")
      } else if character.isUppercase, words.last?.last?.isLowercase == true {
        words.append(character.lowercased())
      } else {
        words[words.count - 1] += character.lowercased()
      }
    }
    return words.filter { !$0.isEmpty }
  }
}
