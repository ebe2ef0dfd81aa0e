import HTTP
import JSON
import Providers
import Query
import Rendering
import Script
import Terminal
import Threads

/// Requests a page of the objects whose ids completion needs.
final class IDLookup: CompletionLookup {
  private let services: Services
  private let console: Console
  private let call: Call
  private let cancellation = Cancellation()
  private let task: BackgroundTask<Failure?>

  /// Nil if the ids are known or no method lists them.
  init?(
    _ completer: Completer, _ context: CompletionContext, _ account: Account?, _ services: Services, _ console: Console
  ) {
    guard let unknown = completer.unknownIDs(in: context) else { return nil }
    let client = services.providers.client
    let account = services.providers.catalog.account(
      unknown.method.provider, profile: unknown.call.profile, current: account)
    guard let call = client.listing(ofKind: unknown.kind, account) else { return nil }
    (self.call, self.services, self.console) = (call, services, console)
    let reader = client.reader(cancellation: cancellation)
    task = BackgroundTask({ Self.send(call, reader) }, whenDone: {})
  }

  private static func send(_ call: Call, _ reader: any Caller) -> Failure? {
    DeepStack.run {
      do throws(Failure) {
        _ = try reader.call(call)
        return nil
      } catch {
        return error
      }
    }
  }

  var isDone: Bool { task.isDone }

  func finish() -> Bool {
    guard let failure = task.result ?? nil else { return true }
    if !failure.isInterruption { console.notify("\(failure.message)\(failure.hint.map { ": \($0)" } ?? "")") }
    return false
  }

  var status: String {
    let waiting = WaitText(services.connection.underWay.all, now: (monotonicSeconds(), WallClock.system.now()))
    return StatusLine.text(waiting?.text ?? "\(call.account).\(call.resource ?? "").\(call.method)")
  }

  func cancel() { cancellation.cancel() }
}
