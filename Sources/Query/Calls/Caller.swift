public import Diagnostics
public import JSON

/// Carries out calls for the engine, which does no input or output of its own. Synchronous; called on the evaluating thread.
public protocol Caller: Sendable {
  /// The payload of one call.
  func call(_ call: Call) throws(Failure) -> Value
  /// The payloads of its pages, one after another, each asked for when the next element is wanted.
  func pages(_ call: Call) throws(Failure) -> any PageIterator
  /// The record of a numbered exchange; nil is the latest, -1 the one before it.
  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value
  /// A line about every exchange so far, the oldest first.
  func exchanges() throws(Failure) -> [Value]
}

extension Caller {
  public func exchanges() throws(Failure) -> [Value] { [] }
}

/// The pages of one list call.
public protocol PageIterator: AnyObject {
  /// The next page's items, or nil after the last one.
  func next() throws(Failure) -> [Value]?
}
