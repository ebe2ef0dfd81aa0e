import JSON

extension Builtin {
  static let inputOutput: [Builtin] = [
    Builtin("input", 0, "The next input.", nil, .node { call in InputNode(isRepeating: false, call.place) }),
    Builtin("inputs", 0, "All inputs that are left.", nil, .node { call in InputNode(isRepeating: true, call.place) }),
    Builtin(
      "debug", 0, "Shows the value on standard error and outputs it.", shows("debug", "1", "1"),
      .context { (value: consuming Value, context) in
        context.debug?(value)
        return value
      }),
    Builtin(
      "debug", 1, "Shows the argument on standard error and outputs the input.", shows("debug(\"x\")", "1", "1"),
      .jq("def debug(message): (message | debug | empty), .;")),
    Builtin(
      "stderr", 0, "Writes the value to standard error and outputs it.", shows("stderr", "1", "1"),
      .context { (value: consuming Value, context) in
        context.standardError?(value)
        return value
      }),
    Builtin(
      "input_filename", 0, "The name of the file the input came from.", shows("input_filename", "1", "null"),
      .context { _, context in context.inputName().map { Value($0) } ?? .null }),
    Builtin(
      "input_line_number", 0, "The number of lines read so far.", shows("input_line_number", "1", "0"),
      .context { _, context in Value(context.inputLine()) }),
    Builtin(
      "env", 0, "The environment variables.", shows("env | type", "null", "\"object\""),
      .context { _, context in context.environmentObject }),
    Builtin(
      "halt", 0, "Ends the program.", nil,
      .value { (_: consuming Value) throws(Thrown) in throw Thrown(.halt(status: 0, output: nil)) }),
    Builtin(
      "halt_error", 0, "Ends the program with status 5 and the input on standard error.", nil,
      .value { (value: consuming Value) throws(Thrown) in throw Thrown(.halt(status: 5, output: value)) }),
    Builtin(
      "halt_error", 1, "The same with another status.", nil,
      .value1 { (value: consuming Value, status) throws(Thrown) in
        guard let number = status.double else { throw Thrown(.operand(value, "halt_error/1: number required")) }
        throw Thrown(.halt(status: Int32(truncatingIfNeeded: Arithmetic.integer(number)), output: value))
      }),
    Builtin(
      "builtins", 0, "The signatures of all builtins.", shows("builtins | length > 100", "null", "true"),
      .value { _ in .array(Builtin.all.filter { !$0.isBeyondJQ }.map { Value($0.signature) }) }),
    Builtin(
      "get_search_list", 0, "Where modules are looked for.", shows("get_search_list", "null", "[]"),
      .context { _, context in .array(context.searchPaths.map { Value($0) }) }),
    Builtin(
      "get_prog_origin", 0, "The folder of the program.", shows("get_prog_origin", "null", "null"),
      .context { _, context in context.programOrigin.map { Value($0) } ?? .null }),
    Builtin(
      "get_jq_origin", 0, "The folder of the executable.", shows("get_jq_origin", "null", "null"),
      .context { _, context in context.executableOrigin.map { Value($0) } ?? .null }),
    Builtin(
      "modulemeta", 0, "The metadata of a module.", nil, .node { call in call.compiler.moduleMetadata(call.place) }),
  ]

  /// Whether jq 1.8.2 lacks this builtin.
  var isBeyondJQ: Bool { isExtension || ["ascii", "toarray"].contains(name) }
}

/// `input` and `inputs`
final class InputNode: Node, @unchecked Sendable {
  private let isRepeating: Bool
  private let place: Place

  init(isRepeating: Bool, _ place: Place) {
    self.isRepeating = isRepeating
    self.place = place
    super.init(isScalar: !isRepeating)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    if let value = try next(frame) { return value }
    throw Thrown(.raised("break"), place)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    guard isRepeating else { return try yield(try one(input, frame)) }
    while let value = try next(frame) {
      try frame.tick()
      let signal = try yield(value)
      if signal != .proceed { return signal }
    }
    return .proceed
  }

  private func next(_ frame: Frame) throws(Thrown) -> Value? {
    do throws(EvaluationError) { return try frame.context.inputs?() } catch { throw Thrown(error, place) }
  }
}

extension Thrown {
  convenience init(_ error: EvaluationError, _ place: Place) {
    switch error {
    case .error(let error): self.init(error.failure.map { .failure($0) } ?? .raised(error.value), place)
    case .halt(let status, let output): self.init(.halt(status: status, output: output), place)
    case .cancelled: self.init(.cancelled, place)
    case .limit(let text): self.init(.limit(text), place)
    }
  }
}
