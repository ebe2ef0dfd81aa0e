import JSON

extension Builtin {
  /// jq's internal functions. `builtins` does not list them, but programs and libraries can call them.
  static let hidden: [Builtin] =
    [
      Builtin(
        "_strindices", 1, "The positions of a text in another.", nil,
        .value1 { (value: consuming Value, part) throws(Thrown) in
          guard let text = value.text else {
            throw Thrown(.operand(value, "cannot be searched, as it is not a string"))
          }
          guard let part = part.text else { throw Thrown(.operand(part, "is not a string")) }
          return .array(Search.positions(of: part, in: text))
        }),
      Builtin(
        "_match_impl", 3, "All matches of a pattern in an array, or whether it matches.", nil,
        .jq(
          """
          def _match_impl(pattern; flags; mode): mode as $isTest | flags as $flags | pattern as $pattern
            | if $isTest == true then test($pattern; $flags) else [match($pattern; $flags)] end;
          """)),
      Builtin(
        "_modify", 2, "The operator `|=`.", nil,
        .node { call in ModifyNode(call.node(0), call.node(1), call.place) }),
      Builtin(
        "_assign", 2, "The operator `=`.", nil,
        .node { call in AssignNode(call.node(0), nil, call.node(1), call.place) }),
      Builtin(
        "_flatten", 1, "The elements of nested arrays in one, to a depth; to any below zero.", nil,
        .jq(
          """
          def _flatten($depth): reduce .[] as $item ([];
            if $item | type == "array" and $depth != 0 then . + ($item | _flatten($depth - 1)) else . + [$item] end);
          """)),
      Builtin(
        "_negate", 0, "The operator `-`.", nil,
        .value { (value: consuming Value) throws(Thrown) in try Arithmetic.negate(value) }),
      keyed("_sort_by_impl", .sort), keyed("_group_by_impl", .group), keyed("_unique_by_impl", .unique),
      keyed("_min_by_impl", .minimum), keyed("_max_by_impl", .maximum),
    ] + BinaryOperator.allCases.compactMap(operation)

  /// Creates `_sort_by_impl` and its relatives, which take an array of the keys.
  private static func keyed(_ name: String, _ goal: SortingNode.Goal) -> Builtin {
    Builtin(
      name, 1, "The elements by an array of their keys.", nil,
      .value1 { (value: consuming Value, keys) throws(Thrown) in try SortingNode.result(goal, value, keys: keys) })
  }

  private static func operation(_ symbol: BinaryOperator) -> Builtin? {
    symbol.function.map { name in
      Builtin(
        name, 2, "The operator `\(symbol.rawValue)`.", nil,
        .value2 { (_: consuming Value, left, right) throws(Thrown) in try OperatorNode.apply(symbol, left, right) })
    }
  }
}
