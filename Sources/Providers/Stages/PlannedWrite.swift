public import JSON
public import Query

/// A write as part of a plan.
public struct PlannedWrite: Sendable {
  /// The effect on an object.
  public enum Change: String, Sendable, CaseIterable {
    /// It creates an object.
    case create
    /// It changes an object.
    case update
    /// It deletes an object.
    case delete
    /// It contacts a person, or has another effect than writing an object.
    case send
    /// An update that would change nothing.
    case unchanged
  }

  /// The account of the write.
  public var account: Account
  /// The method, such as `pads.update`, or `request`.
  public var method: String
  /// The risk class.
  public var risk: Risk
  /// Its step in the run; nil outside of units.
  public var step: Step?
  /// Its number among the planned calls with the same name, from 1; used in placeholders.
  public var number: Int
  /// The effect on the object.
  public var change: Change
  /// The id of the affected object, if there is exactly one.
  public var target: String?
  /// A readable name of the target, if known.
  public var label: String?
  /// The bound arguments by name, also for `request`.
  public var arguments: Object
  /// The object before the write; null if it was not read.
  public var before: Value = .null
  /// For an update, the fields that change.
  public var fields: [ChangedField] = []

  /// The name in placeholders: `coderpad@old.pads.create`.
  public var name: String { "\(account).\(method)" }
}

/// A field that an update changes.
public struct ChangedField: Sendable, Hashable {
  /// The name of the parameter: `title`, `mail[subject]`.
  public var path: String
  /// null if the object does not show it.
  public var before: Value
  /// The new value.
  public var after: Value

  /// Creates a changed field.
  public init(path: String, before: Value, after: Value) {
    self.path = path
    self.before = before
    self.after = after
  }

  /// The value of the field in an object; nil if it is missing.
  public func value(in object: Value) -> Value? {
    object[path] ?? BracketName.keys(path).reduce(object as Value?) { value, key in value?[key] }
  }
}
