public import Diagnostics
public import JSON

/// Performs calls for the engine, which does no I/O itself. Synchronous; called on the evaluating thread.
public protocol Caller: Sendable {
  /// Performs a call and returns its payload.
  func call(_ call: Call) throws(Failure) -> Value
  /// Performs a list call and returns its pages. Each page is requested only when it is needed.
  func pages(_ call: Call) throws(Failure) -> any PageIterator
  /// Returns the record of an exchange; nil means the latest one, -1 the one before it.
  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value
  /// Returns a summary of every exchange so far, oldest first.
  func exchanges() throws(Failure) -> [Value]
}

extension Caller {
  public func exchanges() throws(Failure) -> [Value] { [] }
}

/// Iterates over the pages of a list call.
public protocol PageIterator: AnyObject {
  /// Returns the items of the next page, or nil after the last one.
  func next() throws(Failure) -> [Value]?
}
