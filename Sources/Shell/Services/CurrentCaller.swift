import Diagnostics
import JSON
import Providers
import Query

/// Performs calls with the cancellation of the running command.
struct CurrentCaller: Caller {
  let client: ProviderClient
  let cancellation: CurrentCancellation
  var onlyReads = false

  private var caller: any Caller {
    onlyReads ? client.reader(cancellation: cancellation.value) : client.caller(cancellation: cancellation.value)
  }

  func call(_ call: Call) throws(Failure) -> Value { try caller.call(call) }

  func pages(_ call: Call) throws(Failure) -> any PageIterator { try caller.pages(call) }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    try caller.exchange(number, range: range)
  }

  func exchanges() throws(Failure) -> [Value] { try caller.exchanges() }
}
