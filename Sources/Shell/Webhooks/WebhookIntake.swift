import HTTP
import Providers
import Synchronization
import Webhooks

/// An event and the post that contained it.
struct Arrival: Sendable {
  var event: WebhookEvent
  var post: Post
}

/// Handles each post on the listener's thread: checks it, saves it, and passes it on to slower consumers.
final class WebhookIntake: Sendable {
  private let reader: WebhookReader
  private let file: EventFile?
  private let arrivals: Conveyor<WebhookEvent>
  private let forwarding: Conveyor<Arrival>?
  private let refusals: Conveyor<String>
  private let clock: @Sendable () -> Double
  /// The number of events still to be received; nil for no limit.
  private let wanted: Mutex<Int?>

  init(
    _ reader: WebhookReader, file: EventFile?, limit: Int?, arrivals: Conveyor<WebhookEvent>,
    forwarding: Conveyor<Arrival>?, refusals: Conveyor<String>,
    clock: @escaping @Sendable () -> Double = { (WallClock.system.now() * 1000).rounded() / 1000 }
  ) {
    self.reader = reader
    self.file = file
    self.arrivals = arrivals
    self.forwarding = forwarding
    self.refusals = refusals
    self.clock = clock
    wanted = Mutex(limit)
  }

  /// Before an event is acknowledged with 200, it has been saved and queued for display.
  func reply(to post: Post) -> Reply {
    let event: WebhookEvent
    do throws(WebhookRefusal) {
      let headers = Headers(post.headers.map { Headers.Field(name: $0.name, value: $0.value) })
      event = try reader.event(headers: headers, body: post.body, at: clock())
    } catch {
      return refuse(Reply(error.status, error.reason))
    }
    guard wanted.withLock({ $0 != 0 }), arrivals.hasRoom, forwarding?.hasRoom ?? true else {
      return refuse(Reply(503, "no more can wait here; try again later"))
    }
    if let file, !file.append(event.value) {
      return refuse(
        Reply(500, "the event could not be stored"), "\(file.path) cannot be written; the sender was told so")
    }
    wanted.withLock { wanted in wanted = wanted.map { $0 - 1 } }
    arrivals.add(event)
    forwarding?.add(Arrival(event: event, post: post))
    return Reply(200, "received")
  }

  /// Reports a refused post, with the reason.
  @discardableResult
  func refuse(_ reply: Reply, _ reason: String? = nil) -> Reply {
    refusals.add("refused with \(reply.status): \(reason ?? reply.text)")
    return reply
  }
}
