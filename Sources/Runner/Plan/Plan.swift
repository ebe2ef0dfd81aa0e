public import JSON
public import Providers
public import Query

/// What a script would write: the steps that `apply` sends, in their order (batch.md, 5).
public struct Plan: Sendable {
  /// The version of its file.
  static let version = 1

  /// The script's path as it was given.
  public var scriptName: String
  /// The SHA-256 of its text, in hexadecimal digits.
  public var scriptDigest: String
  /// Those of the script; secret ones are references.
  public var parameters: Object
  /// ISO 8601, in UTC.
  public var createdAt: String
  /// How many requests `apply` sends, reads included, in the order of the first one to each provider.
  public var requests: [(provider: String, count: Int)]
  /// The seconds that rate limits alone make applying take.
  public var estimate: Double
  public var steps: [PlannedStep]

  /// How many steps there are of a change.
  public func count(of change: PlannedWrite.Change) -> Int { steps.count { $0.change == change } }
}

/// A write of a plan.
public struct PlannedStep: Sendable {
  /// From 1 within its row, or within its statement outside of rows.
  public var step: Int
  /// From 1, in the order of its loop's source; nil outside of rows.
  public var row: Int?
  /// What names the row; null outside of rows.
  public var key: Value
  public var account: Account
  /// `pads.update`, `request`.
  public var method: String
  public var risk: Risk
  public var change: PlannedWrite.Change
  /// The id of what is hit, where there is a single one.
  public var target: String?
  /// What people call the target, where that is known.
  public var label: String?
  /// By the names of the parameters; with placeholders for what only the API knows, and for secret parameters.
  public var arguments: Object
  /// The object when the plan was made, secrets replaced; null where none was read.
  public var before: Value
  /// Of an update, the fields that change.
  public var fields: [ChangedField]

  /// `coderpad@old.pads.update`, as placeholders name its output.
  public var name: String { "\(account).\(method)" }

  /// Whether the object is read again before the step is sent, to see whether it changed since.
  public var isReadAgain: Bool {
    switch change {
    case .update, .delete: !before.isNull
    case .create, .send, .unchanged: false
    }
  }

  /// The requests that it takes.
  var requests: Int { change == .unchanged ? 0 : isReadAgain ? 2 : 1 }
}
