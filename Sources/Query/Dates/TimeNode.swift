import JSON

/// A time builtin, which uses its input, an argument and the time zones.
final class TimeNode: Node, @unchecked Sendable {
  typealias Body = @Sendable (Value, _ argument: Value, EvaluationContext) throws(Failure) -> Value

  private let argument: Node
  private let place: Place
  private let body: Body

  init(_ argument: Node, _ place: Place, _ body: @escaping Body) {
    self.argument = argument
    self.place = place
    self.body = body
    super.init(isScalar: argument.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let input = copy input
    return try apply(input, try argument.one(input, frame), frame)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let input = copy input
    return try argument.run(input, frame) { (argument: consuming Value) throws(Thrown) in
      try yield(try apply(input, argument, frame))
    }
  }

  private func apply(_ input: Value, _ argument: Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Failure) {
      return try body(input, argument, frame.context)
    } catch {
      var failure = error
      failure.source = place.source
      failure.range = place.range
      throw Thrown(.failure(failure), place)
    }
  }
}
