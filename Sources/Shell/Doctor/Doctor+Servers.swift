import HTTP
import Providers
import Query

extension Doctor {
  /// The clock difference in seconds from which a newly signed token may be refused.
  private static let tolerance = 30.0
  private static let timeouts = Timeouts(connect: 5_000, idle: 10_000, total: 10_000)

  /// Every server in use: whether it responds, and whether its clock agrees with this machine's. Sends requests without
  /// credentials; any status counts as a response.
  func servers(of sessions: [Sessions.Session]) -> [Observation] {
    var asked: Set<Origin> = []
    return sessions.compactMap { session in
      guard let address = session.base, let base = try? BaseURL(address), asked.insert(base.origin).inserted else {
        return nil
      }
      // In the sandbox, requests stay on this machine.
      guard !surroundings.isSandboxed || base.origin.isLoopback else { return nil }
      return server(base, of: session.account)
    }
  }

  private func server(_ base: BaseURL, of account: Account) -> Observation {
    let subject = base.origin.description
    var request = Request(
      method: "HEAD", base: base, context: CallContext(account, method: "doctor", risk: .read))
    request.plan.timeouts = Self.timeouts
    do throws(TransportError) {
      request.plan.permit = try connection.gate.admit(request)
      let response = try connection.forwarding.send(request, cancellation: Cancellation())
      return clock(response, subject)
    } catch {
      return Observation(
        topic: "servers", subject: subject, state: .error, detail: error.message, advice: error.hint)
    }
  }

  private func clock(_ response: Response, _ subject: String) -> Observation {
    func server(_ state: Observation.State, _ detail: String, _ advice: String? = nil) -> Observation {
      let time = "responded in \(Int(response.timings.total.rounded())) ms"
      return Observation(topic: "servers", subject: subject, state: state, detail: "\(time), \(detail)", advice: advice)
    }
    let now = WallClock.system.now()
    guard let date = response.date(now: now) else { return server(.ok, "without its time") }
    let ahead = now - date
    guard abs(ahead) >= Self.tolerance else { return server(.ok, "clocks agree") }
    let way = ahead > 0 ? "ahead" : "behind"
    return server(
      .warning, "but this machine's clock is \(DurationText.text(abs(ahead))) \(way): signed tokens may be refused",
      "set the clock, for instance: timedatectl set-ntp true")
  }
}
