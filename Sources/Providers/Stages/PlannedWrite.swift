public import JSON
public import Query

/// A write that was not sent, as a plan keeps it.
public struct PlannedWrite: Sendable {
  /// What would become of an object.
  public enum Change: String, Sendable, CaseIterable {
    case create
    case update
    case delete
    /// It reaches a person, or does something else than writing an object.
    case send
    /// An update that would change nothing.
    case unchanged
  }

  public var account: Account
  /// `pads.update`, `request`.
  public var method: String
  public var risk: Risk
  /// Its place in the run; nil outside of units.
  public var step: Step?
  /// Its number among the planned calls of its name, from 1: placeholders have it.
  public var number: Int
  public var change: Change
  /// The id of what is hit, where there is a single one.
  public var target: String?
  /// What people call the target, where that is known.
  public var label: String?
  /// The bound arguments by name; those of `request` by their names also.
  public var arguments: Object
  /// The object before; null where none was read.
  public var before: Value = .null
  /// Of an update, the fields that change.
  public var fields: [ChangedField] = []

  /// The name that placeholders have: `coderpad@old.pads.create`.
  public var name: String { "\(account).\(method)" }
}

/// A field that an update changes.
public struct ChangedField: Sendable, Hashable {
  /// The name of its parameter: `title`, `mail[subject]`.
  public var path: String
  /// null where the object does not show it.
  public var before: Value
  public var after: Value

  public init(path: String, before: Value, after: Value) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// The field in an object; nil where it has none.
  public func value(in object: Value) -> Value? {
    object[path] ?? BracketName.keys(path).reduce(object as Value?) { value, key in value?[key] }
  }
}
