import Dispatch
import Glibc
import HTTP
import JSON
import Providers
import Query
import Rendering
import Script
import Synchronization
import Terminal

extension Launch {
  /// Verifies the signature of a body. Returns 0 if it is valid, 1 if it is not, 3 if the secret is not known.
  public func verifyWebhook(account: String, signature: String, file: String) -> Int32 {
    within(.nobody) { session in
      do {
        let account = try Account(parsing: account, session.services.providers.catalog)
        let verifier = try session.services.providers.client.webhooks.verifier(of: account)
        let body = try LocalFile.contents(of: file == "-" ? "/dev/stdin" : file)
        guard let objection = verifier.objection(to: signature, of: body) else {
          StandardStream.output.write("valid: signed with the secret from \(verifier.source)\n")
          return 0
        }
        session.console.notify("invalid: \(objection)")
        return 1
      } catch let failure as Failure {
        session.console.report([failure.diagnostic()])
        return failure.kind.exitCode
      } catch {
        session.console.notify("error: \(error)")
        return 2
      }
    }
  }

  /// Receives webhooks and prints them until Ctrl-C or until the requested number has arrived.
  public func listen(_ webhooks: WebhookOptions) -> Int32 {
    within(.nobody) { session in
      session.supervised {
        do throws(Failure) {
          return ScriptOutcome(exitCode: try WebhookPrinting(session, webhooks).run())
        } catch {
          return ScriptOutcome(exitCode: error.kind.exitCode, diagnostics: [error.diagnostic()])
        }
      }.exitCode
    }
  }
}

/// The command `webhook listen`.
private struct WebhookPrinting {
  private let services: Services
  private let console: Console
  private let options: WebhookOptions
  private let ended = DispatchSemaphore(value: 0)

  init(_ session: ShellSession, _ options: WebhookOptions) {
    (services, console) = (session.services, session.console)
    self.options = options
  }

  /// Runs and returns the exit status.
  func run() throws(Failure) -> Int32 {
    let (ended, left) = (ended, Countdown(options.count))
    let reception = try WebhookReception(options, services, console) { [self] events in
      for event in events { show(event) }
      if left.isOver(after: events.count) { ended.signal() }
    }
    if let hint = sandboxHint(reception.account) { console.notify(hint) }
    let cancellation = services.cancellation.value
    let registration = cancellation.onCancel { ended.signal() }
    ended.wait()
    cancellation.remove(registration)
    reception.close()
    return cancellation.isCancelled ? ExitCode.interrupted : 0
  }

  /// How to trigger an event in the embedded sandbox, whose address is not public.
  private func sandboxHint(_ account: Account) -> String? {
    let surroundings = services.surroundings
    let events = ["codementor": "scheduled_session.created", "coursepath": "COURSEMEMBER_COMPLETED"]
    guard surroundings.isSandboxed, let event = events[account.provider],
      let text = surroundings.value("EDUSH_CODEMENTOR_URL"), let base = try? BaseURL(text)
    else { return nil }
    let address = "\(base.origin)/_sandbox/webhook"
    return "make the sandbox send one: curl -d '{\"event_name\": \"\(event)\"}' \(address)"
  }

  private func show(_ event: WebhookEvent) {
    let printer = console.printer
    guard services.surroundings.hasTerminalOutput, printer.format == .auto else { return printer.show(event.value) }
    let columns = TerminalSize(of: STDOUT_FILENO)?.columns ?? TerminalSize.usual.columns
    let time = ClockTime.text(event.receivedAt.rounded(.down))
    printer.print(Value(time + " " + EventLine(event, columns: columns - time.count - 1).text))
  }
}

/// The number of events still to be received.
private final class Countdown: Sendable {
  private let left: Mutex<Int?>

  init(_ count: Int?) { left = Mutex(count) }

  func isOver(after count: Int) -> Bool {
    left.withLock { left in
      left = left.map { $0 - count }
      return left.map { $0 <= 0 } ?? false
    }
  }
}
