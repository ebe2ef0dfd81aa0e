import JSON

/// `try body catch handler`; errors raised by consumers of the outputs are not caught.
final class TryNode: Node, @unchecked Sendable {
  let body: Node
  /// nil to drop errors.
  let handler: Node?

  init(_ body: Node, handler: Node?) {
    self.body = body
    self.handler = handler
    super.init(isScalar: body.isScalar && handler?.isScalar ?? false)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) {
      return try body.one(input, frame)
    } catch {
      guard let caught = error.fault.caught, let handler else { throw error }
      return try handler.one(caught, frame)
    }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var last: Value?
    let signal = try allButLast(input, frame, &last, yield)
    guard signal == .proceed, let last = last.take() else { return signal }
    return try yield(consume last)
  }

  override func allButLast(
    _ input: consuming Value, _ frame: Frame, _ last: inout Value?, _ yield: Yield
  ) throws(Thrown) -> Signal {
    var downstream = Downstream()
    let signal: Signal
    do throws(Thrown) {
      signal = try body.allButLast(input, frame, &last) { (value: consuming Value) in
        let value = value
        return downstream.note { () throws(Thrown) in try yield(value) }
      }
    } catch {
      return try handle(error, frame, yield)
    }
    if let error = downstream.error { throw error }
    if signal == .proceed || downstream.hasStopped { return signal }
    return try handle(Thrown(.unwind(signal)), frame, yield)
  }

  private func handle(_ error: Thrown, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard error.fault.isCatchable else { throw error }
    guard let handler else { return .proceed }
    return try handler.run(error.fault.caught ?? .null, frame, yield)
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    var downstream = Downstream()
    let signal: Signal
    do throws(Thrown) {
      signal = try body.paths(tracked, frame) { (value: consuming Tracked) in
        let value = value
        return downstream.note { () throws(Thrown) in try yield(value) }
      }
    } catch {
      return try handlePaths(error, tracked, frame, yield)
    }
    if let error = downstream.error { throw error }
    if signal == .proceed || downstream.hasStopped { return signal }
    return try handlePaths(Thrown(.unwind(signal)), tracked, frame, yield)
  }

  private func handlePaths(
    _ error: Thrown, _ tracked: Tracked, _ frame: Frame, _ yield: PathYield
  ) throws(Thrown) -> Signal {
    guard error.fault.isCatchable else { throw error }
    guard let handler else { return .proceed }
    return try handler.paths(tracked.with(error.fault.caught ?? .null), frame, yield)
  }
}

/// Records the error or stop of the consumer of a `try`, so that it passes through uncaught.
struct Downstream {
  var error: Thrown?
  var hasStopped = false

  mutating func note(_ body: () throws(Thrown) -> Signal) -> Signal {
    do throws(Thrown) {
      let signal = try body()
      if signal != .proceed { hasStopped = true }
      return signal
    } catch {
      self.error = error
      return .stop
    }
  }
}

extension Fault {
  /// Whether `try` catches it.
  var isCatchable: Bool {
    switch self {
    case .failure(let failure): failure.canBeCaught
    case .halt, .cancelled, .limit: false
    case .raised, .text, .operand, .operands, .index, .iterate, .objectKey, .pathResult, .pathElement, .pathIterate,
      .unwind:
      true
    }
  }
}
