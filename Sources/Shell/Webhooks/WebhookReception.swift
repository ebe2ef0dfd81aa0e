import HTTP
import Providers
import Query
import Rendering
import Webhooks

/// Handles the webhooks of one account: checking, saving, showing and forwarding.
final class WebhookReception: Sendable {
  /// The maximum number of waiting events; further ones are refused, and the sender retries later.
  private static let waitingLimit = 10_000

  /// The address, such as `http://127.0.0.1:4747/`.
  let address: String
  let account: Account
  private let listener: WebhookListener
  private let arrivals: Conveyor<WebhookEvent>
  private let refusals: Conveyor<String>
  private let forwarding: Conveyor<Arrival>?
  private let forwarder: EventForwarder?
  private let console: Console
  private let surroundings: Surroundings

  /// Starts listening.
  ///
  /// - Parameters:
  ///   - pause: the pause in milliseconds after showing a batch.
  ///   - arrived: shows events, on its own thread.
  init(
    _ options: WebhookOptions, _ services: Services, _ console: Console, pauseInMilliseconds pause: Int = 0,
    arrived: @escaping @Sendable ([WebhookEvent]) -> Void
  ) throws(Failure) {
    let opening = try WebhookOpening(options, services, console)
    arrivals = Conveyor(limit: Self.waitingLimit, pauseInMilliseconds: pause, work: arrived)
    refusals = Self.refusals(console)
    forwarding = opening.forwarder.map {
      Self.forwarding($0, sends: opening.sendsOn, isVerbose: services.options.isVerbose, console)
    }
    let intake = WebhookIntake(
      opening.reader, file: opening.file, limit: options.count, arrivals: arrivals, forwarding: forwarding,
      refusals: refusals)
    listener = WebhookListener(
      ListenerConfiguration(port: options.port, path: options.path), refused: { intake.refuse($0) },
      answer: { intake.reply(to: $0) })
    account = opening.account
    forwarder = opening.forwarder
    self.console = console
    surroundings = services.surroundings
    do throws(ListenerError) {
      address = "http://127.0.0.1:\(try listener.start())" + (options.path ?? "/")
    } catch {
      _ = (arrivals.close(seconds: 1), refusals.close(seconds: 1), forwarding?.close(seconds: 1))
      throw Failure(.usage, error.description, hint: "--port 0 picks a free one")
    }
    console.notify("listening on \(address) for \(account)\n\(opening.assurance)")
    tellSandbox(address)
  }

  /// Tells the sandbox where to send the events of the simulated providers.
  private func tellSandbox(_ address: String?) {
    guard surroundings.isSandboxed else { return }
    if !surroundings.sendSandboxWebhooks(account.provider, address), address != nil {
      console.notify("the sandbox sends none of them")
    }
  }

  /// Stops listening. Received events are still shown and, if that is quick, forwarded.
  func close() {
    tellSandbox(nil)
    listener.stop()
    _ = arrivals.close(seconds: 5)
    let left = forwarding?.close(seconds: 2) ?? 0
    forwarder?.close()
    _ = refusals.close(seconds: 1)
    if left > 0 { console.notify("\(left) of the events were not forwarded") }
  }
}

extension WebhookReception {
  private static let refusalPause = 200
  private static let shownRefusals = 3

  /// Reports refused posts; of a batch, only the first few.
  private static func refusals(_ console: Console) -> Conveyor<String> {
    Conveyor(limit: waitingLimit, pauseInMilliseconds: refusalPause) { batch in
      var lines = Array(batch.prefix(shownRefusals))
      if batch.count > shownRefusals { lines.append("and \(batch.count - shownRefusals) more were refused") }
      console.notify(lines.joined(separator: "\n"))
    }
  }

  /// Forwards events one after another, and reports failures.
  private static func forwarding(
    _ forwarder: EventForwarder, sends: Bool, isVerbose: Bool, _ console: Console
  ) -> Conveyor<Arrival> {
    Conveyor(limit: waitingLimit) { batch in
      for arrival in batch {
        let name = oneLine(arrival.event.name, columns: EventLine.nameColumns)
        guard sends else {
          console.notify("would forward \(name) to \(forwarder.address)")
          continue
        }
        let result: String
        do throws(TransportError) {
          let status = try forwarder.forward(arrival.post)
          if 200...299 ~= status, !isVerbose { continue }
          result = "was rejected with \(status)"
        } catch {
          result = "failed: \(error.message)"
        }
        console.notify("forwarding \(name) to \(forwarder.address) \(result)")
      }
    }
  }
}
