import JSON

typealias Native0 = @Sendable (consuming Value) throws(Thrown) -> Value
typealias Native1 = @Sendable (consuming Value, Value) throws(Thrown) -> Value
typealias Native2 = @Sendable (consuming Value, Value, Value) throws(Thrown) -> Value
typealias Native3 = @Sendable (consuming Value, Value, Value, Value) throws(Thrown) -> Value
typealias NativeInContext = @Sendable (consuming Value, EvaluationContext) throws(Thrown) -> Value

/// A builtin that uses only its input.
final class NativeNode0: Node, @unchecked Sendable {
  private let body: Native0
  private let place: Place

  init(_ place: Place, _ body: @escaping Native0) {
    self.place = place
    self.body = body
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) {
      let result = try body(input)
      try frame.count(result)
      return result
    } catch { throw error.at(place) }
  }
}

/// A builtin that uses the context.
final class ContextNode: Node, @unchecked Sendable {
  private let body: NativeInContext
  private let place: Place

  init(_ place: Place, _ body: @escaping NativeInContext) {
    self.place = place
    self.body = body
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) { return try body(input, frame.context) } catch { throw error.at(place) }
  }
}

/// A builtin that uses its input and evaluated arguments; the last argument is the outermost loop.
final class NativeNode: Node, @unchecked Sendable {
  enum Body: Sendable {
    case one(Native1)
    case two(Native2)
    case three(Native3)
  }

  private let arguments: [Node]
  private let body: Body
  private let place: Place

  init(_ arguments: [Node], _ place: Place, _ body: Body) {
    self.arguments = arguments
    self.place = place
    self.body = body
    super.init(isScalar: arguments.allSatisfy(\.isScalar))
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    switch body {
    case .one(let body):
      let first = try arguments[0].one(copy input, frame)
      do throws(Thrown) { return try body(input, first) } catch { throw error.at(place) }
    case .two(let body):
      let second = try arguments[1].one(copy input, frame)
      let first = try arguments[0].one(copy input, frame)
      do throws(Thrown) { return try body(input, first, second) } catch { throw error.at(place) }
    case .three(let body):
      let third = try arguments[2].one(copy input, frame)
      let second = try arguments[1].one(copy input, frame)
      let first = try arguments[0].one(copy input, frame)
      do throws(Thrown) { return try body(input, first, second, third) } catch { throw error.at(place) }
    }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    return try evaluate(arguments.count - 1, [], input, frame, yield)
  }

  private func evaluate(
    _ index: Int, _ values: [Value], _ input: Value, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard index >= 0 else { return try yield(try apply(input, values)) }
    return try arguments[index].run(input, frame) { (value: consuming Value) throws(Thrown) in
      try evaluate(index - 1, [value] + values, input, frame, yield)
    }
  }

  private func apply(_ input: Value, _ values: [Value]) throws(Thrown) -> Value {
    do throws(Thrown) {
      return switch body {
      case .one(let body): try body(input, values[0])
      case .two(let body): try body(input, values[0], values[1])
      case .three(let body): try body(input, values[0], values[1], values[2])
      }
    } catch { throw error.at(place) }
  }
}

/// `error(message)`
final class RaiseNode: Node, @unchecked Sendable {
  private let message: Node
  private let place: Place

  init(_ message: Node, _ place: Place) {
    self.message = message
    self.place = place
    super.init(isScalar: message.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    throw Thrown(.raised(try message.one(input, frame)), place)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try message.run(input, frame) { (value: consuming Value) throws(Thrown) in throw Thrown(.raised(value), place) }
  }
}

/// `$ENV`
final class EnvironmentNode: Node, @unchecked Sendable {
  init() { super.init(isScalar: true) }

  override func one(_ input: consuming Value, _ frame: Frame) -> Value { frame.context.environmentObject }
}

/// `$__prog_args`
final class ProgramArgumentsNode: Node, @unchecked Sendable {
  init() { super.init(isScalar: true) }

  override func one(_ input: consuming Value, _ frame: Frame) -> Value { frame.context.arguments }
}

extension EvaluationContext {
  /// The environment as an object.
  var environmentObject: Value {
    Value(Object(environment.map { (Text($0.name), Value($0.value)) }))
  }
}
