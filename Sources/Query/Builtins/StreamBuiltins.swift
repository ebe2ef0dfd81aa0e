import JSON

extension Builtin {
  static let streams: [Builtin] = [
    Builtin(
      "tostream", 0, "The events of the value: [path, leaf] and [path] at the end of a container.",
      shows("[tostream]", "[1]", "[[[0],1],[[0]]]"), .node { _ in StreamNode() }),
    Builtin(
      "fromstream", 1, "The values of events.", shows("fromstream(tostream)", "[1,{}]", "[1,{}]"),
      .node { call in AssembleNode(call.node(0), call.place) }),
    Builtin(
      "truncate_stream", 1, "Events without the first keys of their paths, as many as the input specifies.",
      shows("[1 | truncate_stream([[0],1], [[1,0],2], [[1,0]])]", "null", "[[[0],2],[[0]]]"),
      .jq(
        """
        def truncate_stream(events): . as $depth | null | events | . as $event
          | if (.[0] | length) > $depth then setpath([0]; $event[0][$depth:]) else empty end;
        """)),
  ]

  static let sql: [Builtin] = [
    Builtin(
      "INDEX", 1, "The elements by a key.", shows("INDEX(.a)", "[{\"a\":1}]", "{\"1\":{\"a\":1}}"),
      .jq("def INDEX(key): reduce .[] as $row ({}; .[$row | key | tostring] = $row);")),
    Builtin(
      "INDEX", 2, "The outputs by a key.", shows("INDEX(.[]; .a)", "[{\"a\":1}]", "{\"1\":{\"a\":1}}"),
      .jq("def INDEX(rows; key): reduce rows as $row ({}; .[$row | key | tostring] = $row);")),
    Builtin(
      "IN", 1, "Whether the input is among the outputs.", shows("IN(1, 2)", "2", "true"),
      .jq("def IN(values): any(values == .; .);")),
    Builtin(
      "IN", 2, "Whether some output is among others.", shows("IN(.[]; 2, 3)", "[1,2]", "true"),
      .jq("def IN(source; values): any(source == values; .);")),
    Builtin(
      "JOIN", 2, "Every element with its partner from an index.",
      shows("JOIN({\"1\":\"x\"}; tostring)", "[1,2]", "[[1,\"x\"],[2,null]]"),
      .jq("def JOIN($index; key): [.[] | [., $index[key]]];")),
    Builtin(
      "JOIN", 3, "Every output with its partner.", shows("[JOIN({\"1\":\"x\"}; .[]; tostring)]", "[1]", "[[1,\"x\"]]"),
      .jq("def JOIN($index; rows; key): rows | [., $index[key]];")),
    Builtin(
      "JOIN", 4, "What a filter makes of every pair.",
      shows("[JOIN({\"1\":\"x\"}; .[]; tostring; .[1])]", "[1]", "[\"x\"]"),
      .jq("def JOIN($index; rows; key; combine): rows | [., $index[key]] | combine;")),
  ]
}

/// `tostream`
final class StreamNode: Node, @unchecked Sendable {
  init() { super.init(isScalar: false) }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try emit(nil, input, isTop: true, frame, yield)
  }

  private func emit(
    _ path: PathStep?, _ value: Value, isTop: Bool, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    try frame.tick()
    try frame.checkDepth()
    var last: PathStep?
    switch value.resolved {
    case .array(let elements):
      for index in elements.indices {
        let step = PathStep(.number(Double(index)), after: path)
        last = step
        let signal = try emit(step, elements[index], isTop: false, frame, yield)
        if signal != .proceed { return signal }
      }
    case .object(let object):
      for (key, member) in object {
        let step = PathStep(Value(key), after: path)
        last = step
        let signal = try emit(step, member, isTop: false, frame, yield)
        if signal != .proceed { return signal }
      }
    case .null, .bool, .number, .literal, .small, .text, .slice, .lazy: break
    }
    if let last { return try yield(.array([.array(last.keys)])) }
    return try yield(.array([.array(path?.keys ?? []), value]))
  }
}

/// `fromstream(events)`
final class AssembleNode: Node, @unchecked Sendable {
  private let events: Node
  private let place: Place

  init(_ events: Node, _ place: Place) {
    self.events = events
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var result: Value = .null
    return try events.run(input, frame) { (event: consuming Value) throws(Thrown) in
      guard try take(event, into: &result) else { return .proceed }
      var whole: Value = .null
      swap(&whole, &result)
      return try yield(whole)
    }
  }

  /// Adds an event to the value; returns whether the value is complete.
  private func take(_ event: Value, into result: inout Value) throws(Thrown) -> Bool {
    do throws(Thrown) {
      let path = try Access.get(event, 0)
      let depth = try Numeric.length(path).double ?? 0
      guard try Numeric.length(event).double == 2 else { return depth == 1 }
      try Paths.set(&result, path: try Paths.keys(path.isNull ? .array([]) : path), to: try Access.get(event, 1))
      return depth == 0
    } catch { throw error.at(place) }
  }
}
