import Diagnostics
import HTTP
import JSON
import Providers
import Query

/// Calls under the cancellation of the command that runs at the moment.
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
}

/// Tells what calls would send, and sends nothing; they output null.
struct ExplainingCaller: Caller {
  let client: ProviderClient
  let redactor: Redactor
  let show: @Sendable (String) -> Void

  func call(_ call: Call) throws(Failure) -> Value {
    show(try text(of: call))
    return .null
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator {
    show(try text(of: call) + "\nand further pages")
    return NoPages()
  }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value { .null }

  private func text(of call: Call) throws(Failure) -> String {
    let request = try client.request(for: call)
    var lines =
      ["\(request.method) \(request.shownURL)"]
      + request.shownHeaders.map { "\($0.name): \($0.value)" }
    if let bytes = request.shownBody, !bytes.isEmpty {
      lines += ["", String(decoding: bytes, as: UTF8.self)]
    }
    lines.append("class: \(request.context.risk.rawValue)")
    return redactor.redact(lines.joined(separator: "\n"))
  }

  private final class NoPages: PageIterator {
    func next() throws(Failure) -> [Value]? { nil }
  }
}
