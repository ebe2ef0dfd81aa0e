public import JSON

/// Everything that reports are made of.
public struct ReportInput: Sendable {
  public var record: RunRecord
  /// Of edush.
  public var version: String
  /// In the order they were checked.
  public var assertions: [AssertionRecord]
  /// Everything that was sent, reads and logins included, in any order.
  public var requests: [RequestSpan]
  /// The rows that did not run, where the source of their loop is finite and known.
  public var leftRows: [LeftRow]
  /// The error that ended the script outside of rows, as `catch` would see it; null where none did.
  public var failure: Value

  public init(
    _ record: RunRecord, version: String, assertions: [AssertionRecord] = [], requests: [RequestSpan] = [],
    leftRows: [LeftRow] = [], failure: Value = .null
  ) {
    self.record = record
    self.version = version
    self.assertions = assertions
    self.requests = requests
    self.leftRows = leftRows
    self.failure = failure
  }
}

/// A row by its loop and its place in the loop's source; both count from 1.
public struct RowPlace: Sendable, Hashable {
  public var loop: Int
  public var row: Int

  public init(loop: Int, row: Int) {
    self.loop = loop
    self.row = row
  }
}

/// An `assert` that was checked.
public struct AssertionRecord: Sendable, Hashable {
  /// The condition as the script has it.
  public var text: String
  /// `file:line`
  public var place: String
  public var passed: Bool
  /// The values that did not fit, or the script's own words; nil where it passed.
  public var message: String?
  /// nil outside of rows.
  public var row: RowPlace?

  public init(_ text: String, place: String, passed: Bool, message: String? = nil, row: RowPlace? = nil) {
    self.text = text
    self.place = place
    self.passed = passed
    self.message = message
    self.row = row
  }
}

/// A row that the run did not begin.
public struct LeftRow: Sendable {
  public var place: RowPlace
  public var key: Value
  public var content: Value

  public init(_ place: RowPlace, key: Value, content: Value) {
    self.place = place
    self.key = key
    self.content = content
  }
}
