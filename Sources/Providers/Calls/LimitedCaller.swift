import Diagnostics
import HTTP
import JSON
import Query

/// Stops the filters of manifests when the surrounding call is cancelled.
struct LimitedCaller: Caller {
  let inner: any Caller
  let cancellation: Cancellation

  func call(_ call: Call) throws(Failure) -> Value {
    try limited { () throws(Failure) in try inner.call(call) }
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator {
    LimitedPages(try limited { () throws(Failure) in try inner.pages(call) }, self)
  }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    try inner.exchange(number, range: range)
  }

  func exchanges() throws(Failure) -> [Value] { try inner.exchanges() }

  fileprivate func limited<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    try AnswerFilter.$cancellation.withValue(cancellation) { Swift.Result(catching: body) }.get()
  }
}

private final class LimitedPages: PageIterator {
  private let inner: any PageIterator
  private let caller: LimitedCaller

  init(_ inner: any PageIterator, _ caller: LimitedCaller) {
    self.inner = inner
    self.caller = caller
  }

  func next() throws(Failure) -> [Value]? {
    try caller.limited { () throws(Failure) in try inner.next() }
  }
}
