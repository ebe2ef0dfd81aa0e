import Diagnostics
import JSON

/// A call, whole or page by page. Runs once for every combination of the arguments' outputs, with the first argument as
/// the outermost loop.
final class PagedCallNode: Node, @unchecked Sendable {
  enum Mode { case whole, items, pages }

  struct Argument {
    let name: String?
    let node: Node
    let range: SourceRange
    /// The parameters that are written as `""`.
    let meantEmpty: Set<String>

    func given(_ value: Value, _ frame: Frame) -> Call.Argument {
      Call.Argument(
        name: name, value: value, range: range,
        // A literal is intended as written, so a null in it is not reported.
        nullText: node is LiteralNode ? nil : frame.context.nullTexts?.first(in: value), meantEmpty: meantEmpty)
    }
  }

  private let call: Call
  private let arguments: [Argument]
  private let mode: Mode
  private let place: Place

  init(_ call: Call, _ arguments: [Argument], _ mode: Mode, _ place: Place) {
    self.call = call
    self.arguments = arguments
    self.mode = mode
    self.place = place
    super.init(isScalar: mode == .whole && arguments.allSatisfy(\.node.isScalar))
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try evaluate(0, call, input, frame, yield)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    var whole = call
    for argument in arguments {
      let value = try argument.node.one(copy input, frame)
      whole.arguments.append(argument.given(value, frame))
    }
    whole.unit = frame.context.unit
    return try perform(frame) { (caller) throws(Failure) in try caller.call(whole) }
  }

  private func evaluate(
    _ index: Int, _ call: Call, _ input: Value, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard index < arguments.count else { return try send(call, frame, yield) }
    let argument = arguments[index]
    return try argument.node.run(input, frame) { (value: consuming Value) throws(Thrown) in
      var next = call
      next.arguments.append(argument.given(value, frame))
      return try evaluate(index + 1, next, input, frame, yield)
    }
  }

  private func send(_ call: Call, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var call = call
    call.unit = frame.context.unit
    guard mode != .whole else {
      return try yield(try perform(frame) { [call] (caller) throws(Failure) in try caller.call(call) })
    }
    let pages = try perform(frame) { [call] (caller) throws(Failure) in try caller.pages(call) }
    while let items = try perform(frame, { (_) throws(Failure) in try pages.next() }) {
      let signal = try push(items, frame, yield)
      if signal != .proceed { return signal }
    }
    return .proceed
  }

  private func push(_ items: [Value], _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if mode == .pages { return try yield(.array(items)) }
    for item in items {
      try frame.tick()
      let signal = try yield(item)
      if signal != .proceed { return signal }
    }
    return .proceed
  }

  private func perform<Result>(
    _ frame: Frame, _ body: (any Caller) throws(Failure) -> Result
  ) throws(Thrown) -> Result {
    try frame.poll()
    do throws(Failure) {
      guard let caller = frame.context.caller else {
        throw Failure(.script, "calls are not possible here", provider: call.provider)
      }
      return try body(caller)
    } catch {
      var failure = error
      if failure.range == nil {
        failure.source = place.source
        failure.range = place.range
      }
      throw Thrown(.failure(failure), place)
    }
  }
}
