import JSON

/// How a response is delivered.
struct Delivery {
  enum Manner: Equatable {
    case whole
    /// Half of the body, then the connection is closed.
    case truncated
    /// The connection is closed without a response.
    case cut
    /// No response at all; the client must time out.
    case hang
  }

  var answer: Answer
  var manner = Manner.whole
  var delayInMilliseconds = 0

  static var tooLong: Delivery { Delivery(answer: Answer(["error": "the body is too long"], status: 413)) }
}

/// Dispatches requests to the APIs and injects faults.
final class Dispatcher {
  let premises: Premises
  private let apis: [any SimulatedAPI]
  private let faults: FaultInjector
  private let log: RequestLog
  private let control: Control

  init(_ premises: Premises) {
    self.premises = premises
    let (codementor, coursepath) = (CodementorAPI(premises), CoursepathAPI(premises))
    apis = [codementor, CoderPadAPI(premises), TutrexAPI(premises), coursepath, CoursioAPI(premises)]
    faults = FaultInjector(premises.configuration.faults, random: premises.random("faults"))
    log = RequestLog(capacity: premises.configuration.logCapacity)
    control = Control(premises: premises, log: log, codementor: codementor, coursepath: coursepath, apis: apis)
  }

  func delivery(for request: Request) -> Delivery {
    if let answer = control.answer(request) { return Delivery(answer: answer) }
    let entry = log.append(request, at: premises.now)
    guard let (api, segments) = destination(of: request) else {
      log.update(entry, provider: nil, endpoint: nil, status: 404)
      return Delivery(answer: Answer(["error": "there is no API at this path"], status: 404))
    }
    return deliver(request, segments, to: api, entry: entry)
  }

  /// The API whose mount path matches, and the remaining segments.
  private func destination(of request: Request) -> (any SimulatedAPI, [String])? {
    for api in apis {
      let mount = type(of: api).mount
      guard request.path == mount || request.path.hasPrefix(mount + "/") else { continue }
      let rest = request.path.dropFirst(mount.count).split(separator: "/")
      return (api, rest.map { PercentEncoding.decode($0.utf8) })
    }
    return nil
  }

  private func deliver<API: SimulatedAPI>(
    _ request: Request, _ segments: [String], to api: API, entry: Int
  ) -> Delivery {
    let match = api.routes.match(request.method, segments)
    let name = match.map { api.name(of: $0.endpoint, request, segments) }
    let fault = faults.next(for: API.name, endpoint: name)
    var delivery = Delivery(
      answer: fault.refusal.map(api.answer(to:)) ?? answer(request, api, match, isHandled: fault.isHandled),
      manner: fault.manner, delayInMilliseconds: fault.delayInMilliseconds)
    fault.disguise(&delivery.answer)
    log.update(entry, provider: API.name, endpoint: name, status: fault.isAnswered ? delivery.answer.status : nil)
    return delivery
  }

  private func answer<API: SimulatedAPI>(
    _ request: Request, _ api: API, _ match: RouteTable<API.Endpoint>.Match?, isHandled: Bool
  ) -> Answer {
    guard isHandled else { return .noContent }
    do {
      try api.prepare(premises)
      let caller = try api.admit(request)
      guard let match else { throw Refusal(404, "no such endpoint: \(request.method) \(request.path)") }
      return try api.answer(match.endpoint, Call(request: request, caller: caller, parameters: match.parameters))
    } catch let refusal as Refusal {
      return api.answer(to: refusal)
    } catch {
      return api.answer(to: Refusal(500, "the sandbox failed: \(error)"))
    }
  }
}
