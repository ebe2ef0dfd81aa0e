import JSON

extension Builtin {
  static let arrays: [Builtin] = [
    Builtin(
      "map", 1, "The filter's outputs for every element, in an array.", shows("map(. + 1)", "[1,2]", "[2,3]"),
      .node { call in ArrayNode(PipeNode(call.iterate, call.node(0))) }),
    Builtin(
      "add", 0, "The sum of the elements.", shows("add", "[1,2]", "3"),
      .node { call in AddNode(call.iterate, call.place) }),
    Builtin(
      "add", 1, "The sum of the outputs.", shows("add(.[].a)", "[{\"a\":1},{\"a\":2}]", "3"),
      .node { call in AddNode(call.node(0), call.place) }),
    Builtin(
      "reverse", 0, "The elements from last to first.", shows("reverse", "[1,2]", "[2,1]"),
      .value { (value: consuming Value) throws(Thrown) in try Arrays.reverse(value) }),
    Builtin(
      "sort", 0, "The elements in order.", shows("sort", "[2,null,1]", "[null,1,2]"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let elements = value.takeArray() else {
          throw Thrown(.operand(value, "cannot be sorted, as it is not an array"))
        }
        return .array(try Arrays.sorted(elements))
      }),
    sorting("sort_by", "The elements in order of what the filter makes of them.", "[{\"a\":2},{\"a\":1}]", .sort),
    sorting(
      "group_by", "The elements in groups of the same key, in order of the keys.", "[{\"a\":2},{\"a\":1}]", .group),
    sorting("unique_by", "One element of every key, in order of the keys.", "[{\"a\":2},{\"a\":1}]", .unique),
    sorting("min_by", "The element with the smallest key.", "[{\"a\":2},{\"a\":1}]", .minimum),
    sorting("max_by", "The element with the greatest key.", "[{\"a\":2},{\"a\":1}]", .maximum),
    Builtin(
      "unique", 0, "The elements in order, each once.", shows("unique", "[2,1,2]", "[1,2]"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let elements = value.array else {
          throw Thrown(.operand(value, "cannot be sorted, as it is not an array"))
        }
        var result: [Value] = []
        for element in try Arrays.sorted(elements) {
          if let last = result.last, try Order.isEqual(last, element) { continue }
          result.append(element)
        }
        return .array(result)
      }),
    Builtin(
      "min", 0, "The smallest element.", shows("min", "[2,1]", "1"),
      .value { (value: consuming Value) throws(Thrown) in try Arrays.extreme(value) { $0 < 0 } }),
    Builtin(
      "max", 0, "The greatest element.", shows("max", "[2,1]", "2"),
      .value { (value: consuming Value) throws(Thrown) in try Arrays.extreme(value) { $0 >= 0 } }),
    Builtin(
      "flatten", 0, "The elements of nested arrays in one.", shows("flatten", "[1,[[2]]]", "[1,2]"),
      .value { (value: consuming Value) throws(Thrown) in try Arrays.flatten(value, .infinity) }),
    Builtin(
      "flatten", 1, "The same, to a depth.", shows("flatten(1)", "[1,[[2]]]", "[1,[2]]"),
      .node { call in call.bind(0) { NativeNode([$0], call.place, .one(Arrays.flatten)) } }),
    Builtin(
      "indices", 1, "Where a value, a sequence or a text occurs.", shows("indices(\"a\")", "\"aba\"", "[0,2]"),
      .node { call in call.bind(0) { NativeNode([$0], call.place, .one(Arrays.indices)) } }),
    Builtin(
      "index", 1, "Where it occurs first.", shows("index(\"a\")", "\"ba\"", "1"),
      .node { call in
        call.bind(0) { key in
          NativeNode(
            [key], call.place,
            .one { (value: consuming Value, key) throws(Thrown) in
              try Access.get(try Arrays.indices(value, key), 0)
            })
        }
      }),
    Builtin(
      "rindex", 1, "Where it occurs last.", shows("rindex(\"a\")", "\"aba\"", "2"),
      .node { call in
        call.bind(0) { key in
          NativeNode(
            [key], call.place,
            .one { (value: consuming Value, key) throws(Thrown) in
              let places = try Arrays.indices(value, key)
              return places.isNull ? .null : try Access.get(places, -1)
            })
        }
      }),
    Builtin(
      "contains", 1, "Whether the argument is part of the value.", shows("contains([\"b\"])", "[\"abc\"]", "true"),
      .value1 { (value: consuming Value, part) throws(Thrown) in
        guard value.kind == part.kind else {
          throw Thrown(.operands(value, part, "cannot have their containment checked"))
        }
        return .bool(try Search.contains(value, part))
      }),
    Builtin(
      "inside", 1, "Whether the value is part of the argument.", shows("inside([\"abc\"])", "[\"b\"]", "true"),
      .jq("def inside(whole): . as $part | whole | contains($part);")),
    Builtin(
      "transpose", 0, "Rows as columns; short rows are filled with null.",
      shows("transpose", "[[1],[2,3]]", "[[1,2],[null,3]]"),
      .jq("def transpose: [range(0; map(length) | max // 0) as $i | [.[][$i]]];")),
    Builtin(
      "combinations", 0, "One element of each array, in all combinations.",
      shows("[combinations]", "[[1,2],[3]]", "[[1,3],[2,3]]"),
      .jq(
        """
        def combinations: if length == 0 then [] else .[0][] as $first | .[1:] | combinations as $rest
          | [$first] + $rest end;
        """)),
    Builtin(
      "combinations", 1, "N elements of the array, in all combinations.",
      shows("[combinations(2)]", "[1]", "[[1,1]]"),
      .jq("def combinations(n): . as $all | [range(n) | $all] | combinations;")),
    Builtin(
      "bsearch", 1, "The place of a value in a sorted array, or minus one less where it would go.",
      shows("bsearch(2, 3)", "[1,2]", "1", "-3"),
      .value1 { (value: consuming Value, wanted) throws(Thrown) in try Arrays.search(value, wanted) }),
    Builtin(
      "walk", 1, "Applies the filter to everything in the value, the innermost first.",
      shows("walk(numbers |= . + 1)", "[1,[2]]", "[2,[3]]"), .node { call in WalkNode(call.node(0), call.place) }),
  ]

  private static func sorting(_ name: String, _ summary: String, _ input: String, _ goal: SortingNode.Goal) -> Builtin {
    let output =
      switch goal {
      case .sort, .unique: "[{\"a\":1},{\"a\":2}]"
      case .group: "[[{\"a\":1}],[{\"a\":2}]]"
      case .minimum: "{\"a\":1}"
      case .maximum: "{\"a\":2}"
      }
    return Builtin(
      name, 1, summary, shows("\(name)(.a)", input, output),
      .node { call in
        SortingNode(goal, by: call.node(0), call.place)
      })
  }
}

/// Operations on arrays.
enum Arrays {
  static func reverse(_ value: consuming Value) throws(Thrown) -> Value {
    if var elements = value.takeArray() {
      elements.reverse()
      return .array(elements)
    }
    guard let length = try Numeric.length(value).double, length > 0 else { return .array([]) }
    throw Thrown(.index(value, key: .number(length - 1)))
  }

  /// Sorts values in jq's order; arrays of plain numbers take a faster path.
  static func sorted(_ elements: consuming [Value]) throws(Thrown) -> [Value] {
    if var numbers = plainNumbers(elements) {
      numbers.sort()
      return numbers.map { .number($0) }
    }
    let elements = elements
    return try Order.sorted(elements).map { elements[$0] }
  }

  private static func plainNumbers(_ elements: borrowing [Value]) -> [Double]? {
    var numbers: [Double] = []
    numbers.reserveCapacity(elements.count)
    for index in elements.indices {
      guard case .number(let number) = elements[index], !number.isNaN else { return nil }
      if number == 0, number.sign == .minus { return nil }
      numbers.append(number)
    }
    return numbers
  }

  static func extreme(_ value: Value, _ isBetter: (Int) -> Bool) throws(Thrown) -> Value {
    guard let elements = value.array else { throw Thrown(.operands(value, value, "cannot be iterated over")) }
    guard var best = elements.first else { return .null }
    for element in elements.dropFirst() where isBetter(try Order.compare(element, best)) { best = element }
    return best
  }

  @Sendable static func flatten(_ value: consuming Value, _ depth: Value) throws(Thrown) -> Value {
    guard let number = depth.double else {
      if depth.kind < .number { throw Thrown(.raised("flatten depth must not be negative")) }
      // Only the outermost array decrements the depth.
      guard value.elements?.contains(where: { $0.kind == .array }) == true else {
        return try flatten(value, 0.0)
      }
      throw Thrown(.operands(depth, 1, "cannot be subtracted"))
    }
    guard number >= 0 else { throw Thrown(.raised("flatten depth must not be negative")) }
    // A fractional depth never reaches zero.
    return try flatten(value, number == number.rounded() ? number : .infinity)
  }

  static func flatten(_ value: Value, _ depth: Double) throws(Thrown) -> Value {
    var result: [Value] = []
    switch value.resolved {
    case .array(let elements): for element in elements { append(element, depth, to: &result) }
    case .object(let object): for (_, element) in object { append(element, depth, to: &result) }
    case let other: throw Thrown(.iterate(other))
    }
    return .array(result)
  }

  /// Flattens with an explicit stack, so that any nesting depth is safe.
  private static func append(_ value: Value, _ depth: Double, to result: inout [Value]) {
    guard depth > 0, value.kind == .array, let elements = value.array else {
      result.append(value)
      return
    }
    var pending: [(elements: [Value], next: Int)] = [(elements, 0)]
    while let (elements, next) = pending.popLast() {
      guard next < elements.count else { continue }
      let element = elements[next]
      pending.append((elements, next + 1))
      if element.kind == .array, Double(pending.count) < depth, let inner = element.array {
        pending.append((inner, 0))
      } else {
        result.append(element)
      }
    }
  }

  @Sendable static func indices(_ value: consuming Value, _ wanted: Value) throws(Thrown) -> Value {
    switch (value.kind, wanted.kind) {
    case (.array, .array): return try Access.get(value, wanted)
    case (.array, _): return try Access.get(value, .array([wanted]))
    case (.string, .string):
      guard let text = value.text, let part = wanted.text else { return .null }
      if part.isEmpty { return .array([]) }
      return .array(Search.positions(of: part, in: text))
    default: return try Access.get(value, wanted)
    }
  }

  static func search(_ value: Value, _ wanted: Value) throws(Thrown) -> Value {
    guard let elements = value.array else { throw Thrown(.operand(value, "cannot be searched from")) }
    var lower = 0
    var upper = elements.count
    while lower < upper {
      let middle = (lower + upper) / 2
      let order = try Order.compare(wanted, elements[middle])
      if order == 0 { return .number(Double(middle)) }
      if order > 0 { lower = middle + 1 } else { upper = middle }
    }
    return .number(Double(-1 - lower))
  }
}
