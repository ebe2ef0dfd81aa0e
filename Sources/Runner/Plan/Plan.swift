public import JSON
public import Providers
public import Query

/// The writes that a script would make: the steps that `apply` sends, in order (docs/batch.md, "Plan and apply").
public struct Plan: Sendable {
  /// The version of the file format.
  static let version = 1

  /// The script's path as it was given.
  public var scriptName: String
  /// The SHA-256 of the script's text, in hexadecimal.
  public var scriptDigest: String
  /// The script's parameters; secret ones are references.
  public var parameters: Object
  /// ISO 8601, in UTC.
  public var createdAt: String
  /// The number of requests that `apply` sends to each provider, including reads, in order of first use.
  public var requests: [(provider: String, count: Int)]
  /// The minimum duration in seconds imposed by rate limits.
  public var estimate: Double
  /// The writes, in order.
  public var steps: [PlannedStep]

  /// Counts the steps with a kind of change.
  public func count(of change: PlannedWrite.Change) -> Int { steps.count { $0.change == change } }
}

/// A write of a plan.
public struct PlannedStep: Sendable {
  /// From 1 within its row, or within its statement outside of rows.
  public var step: Int
  /// From 1, in the order of its loop's source; nil outside of rows.
  public var row: Int?
  /// The key of the row; null outside of rows.
  public var key: Value
  /// The account that the write goes to.
  public var account: Account
  /// The method, such as `pads.update`, or `request`.
  public var method: String
  /// The risk class of the method.
  public var risk: Risk
  /// The kind of change.
  public var change: PlannedWrite.Change
  /// The id of the affected object, if there is exactly one.
  public var target: String?
  /// A readable name of the target, if known.
  public var label: String?
  /// The arguments by parameter name, with placeholders for values that only the API knows and for secret parameters.
  public var arguments: Object
  /// The object when the plan was made, secrets replaced; null if it was not read.
  public var before: Value
  /// For an update, the fields that change.
  public var fields: [ChangedField]

  /// The name that placeholders use for the step's output, such as `coderpad@old.pads.update`.
  public var name: String { "\(account).\(method)" }

  /// Whether the object is read again before the step is sent, to detect drift.
  public var isReadAgain: Bool {
    switch change {
    case .update, .delete: !before.isNull
    case .create, .send, .unchanged: false
    }
  }

  /// The number of requests that the step takes.
  var requests: Int { change == .unchanged ? 0 : isReadAgain ? 2 : 1 }
}
