public import JSON

/// The data that reports are generated from.
public struct ReportInput: Sendable {
  /// The record of the run.
  public var record: RunRecord
  /// The version of edush.
  public var version: String
  /// The assertions, in the order in which they were checked.
  public var assertions: [AssertionRecord]
  /// All requests, including reads and logins, in any order.
  public var requests: [RequestSpan]
  /// The rows that did not run, if the source of their loop is finite and known.
  public var leftRows: [LeftRow]
  /// The error that ended the script outside of rows, as `catch` would receive it; otherwise null.
  public var failure: Value

  /// Creates the input of a report.
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

/// A row, identified by the number of its loop and its position in the source; both from 1.
public struct RowPlace: Sendable, Hashable {
  /// The number of the loop in the script, from 1.
  public var loop: Int
  /// The position in the loop's source, from 1.
  public var row: Int

  /// Creates the place of a row.
  public init(loop: Int, row: Int) {
    self.loop = loop
    self.row = row
  }
}

/// An assertion and its result.
public struct AssertionRecord: Sendable, Hashable {
  /// The condition as written in the script.
  public var text: String
  /// The location, as `file:line`.
  public var place: String
  /// Whether the condition was true.
  public var passed: Bool
  /// The values that did not match, or the script's own message; nil if it passed.
  public var message: String?
  /// The row in which it was checked; nil outside of rows.
  public var row: RowPlace?

  /// Creates the record of an assertion.
  public init(_ text: String, place: String, passed: Bool, message: String? = nil, row: RowPlace? = nil) {
    self.text = text
    self.place = place
    self.passed = passed
    self.message = message
    self.row = row
  }
}

/// A row that did not begin.
public struct LeftRow: Sendable {
  /// The loop and position of the row.
  public var place: RowPlace
  /// The key of the row.
  public var key: Value
  /// The row itself.
  public var content: Value

  /// Creates a row that did not begin.
  public init(_ place: RowPlace, key: Value, content: Value) {
    self.place = place
    self.key = key
    self.content = content
  }
}
