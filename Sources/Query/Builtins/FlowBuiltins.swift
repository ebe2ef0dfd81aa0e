import JSON

extension Builtin {
  static let flow: [Builtin] = [
    Builtin("empty", 0, "No output.", shows("1, empty, 2", "null", "1", "2"), .node { _ in EmptyNode() }),
    Builtin(
      "error", 0, "Raises the input as an error.", shows("try error catch .", "\"x\"", "\"x\""),
      .node { call in RaiseNode(IdentityNode(), call.place) }),
    Builtin(
      "error", 1, "Raises the argument as an error.", shows("try error(\"no\") catch .", "1", "\"no\""),
      .node { call in RaiseNode(call.node(0), call.place) }),
    Builtin(
      "select", 1, "The input if the condition is true.", shows(".[] | select(. > 1)", "[1,2,3]", "2", "3"),
      .node { call in SelectNode(call.node(0)) }),
    Builtin(
      "recurse", 0, "The value and everything in it.", shows("[recurse]", "[1,[2]]", "[[1,[2]],1,[2],2]"),
      .node { call in RecurseNode(call.iterate, isTotal: true, call.place) }),
    Builtin(
      "recurse", 1, "The value, and what the filter makes of it, again and again.",
      shows("[recurse(if . < 3 then . + 1 else empty end)]", "1", "[1,2,3]"),
      .node { call in RecurseNode(call.reentrant(0), isTotal: false, call.place) }),
    Builtin(
      "recurse", 2, "As recurse, as long as the condition is true.", shows("[recurse(. * 2; . < 9)]", "1", "[1,2,4,8]"),
      .jq("def recurse(f; condition): def r: ., (f | select(condition) | r); r;")),
    Builtin(
      "first", 0, "The first element.", shows("first", "[1,2]", "1"),
      .node { call in IndexNode(IdentityNode(), LiteralNode(0), call.place) }),
    Builtin(
      "first", 1, "The first output.", shows("first(.[])", "[1,2]", "1"), .node { call in FirstNode(call.node(0)) }),
    Builtin(
      "last", 0, "The last element.", shows("last", "[1,2]", "2"),
      .node { call in IndexNode(IdentityNode(), LiteralNode(-1), call.place) }),
    Builtin("last", 1, "The last output.", shows("last(.[])", "[1,2]", "2"), .node { call in LastNode(call.node(0)) }),
    Builtin(
      "nth", 1, "The element at a place counted from zero.", shows("nth(1)", "[5,6]", "6"),
      .node { call in call.bind(0) { IndexNode(IdentityNode(), $0, call.place) } }),
    Builtin(
      "nth", 2, "The output at a place counted from zero.", shows("nth(2; range(9))", "null", "2"),
      .jq(
        """
        def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else first(skip($n; f)) end;
        """)),
    Builtin(
      "limit", 2, "The first outputs.", shows("[limit(2; .[])]", "[1,2,3]", "[1,2]"),
      .node { call in call.bind(0) { LimitNode($0, call.node(1), call.place) } }),
    Builtin(
      "skip", 2, "All but the first outputs.", shows("[skip(2; .[])]", "[1,2,3]", "[3]"),
      .node { call in call.bind(0) { SkipNode($0, call.node(1), call.place) } }),
    Builtin(
      "range", 1, "The numbers from zero up to a limit.", shows("[range(3)]", "null", "[0,1,2]"),
      .node { call in call.bind(0) { RangeNode(LiteralNode(0), $0, call.place) } }),
    Builtin(
      "range", 2, "The numbers from one up to a limit.", shows("[range(2; 4)]", "null", "[2,3]"),
      .node { call in
        call.bind(0) { start in call.bind(1) { end in RangeNode(start, end, call.place) } }
      }),
    Builtin(
      "range", 3, "The numbers from one up to a limit by a step.", shows("[range(0; 5; 2)]", "null", "[0,2,4]"),
      .jq(
        """
        def range($from; $to; $by): if $by > 0 then $from | while(. < $to; . + $by)
          elif $by < 0 then $from | while(. > $to; . + $by) else empty end;
        """)),
    Builtin(
      "while", 2, "The value and its updates while the condition is true.",
      shows("[while(. < 9; . * 2)]", "1", "[1,2,4,8]"),
      .jq("def while(condition; update): def w: if condition then ., (update | w) else empty end; w;")),
    Builtin(
      "until", 2, "Updates the value until the condition is true.", shows("until(. > 9; . * 2)", "1", "16"),
      .jq("def until(condition; update): def u: if condition then . else update | u end; u;")),
    Builtin(
      "repeat", 1, "The filter's outputs for the input, over and over.",
      shows("[limit(3; repeat(. * 2))]", "1", "[2,2,2]"),
      .jq("def repeat(f): def r: f, r; r;")),
    Builtin(
      "isempty", 1, "Whether the filter has no output.", shows("isempty(empty)", "null", "true"),
      .node { call in SearchNode(.empty, call.node(0), IdentityNode()) }),
    Builtin(
      "any", 0, "Whether some element is true.", shows("any", "[false,1]", "true"),
      .node { call in SearchNode(.any, call.iterate, IdentityNode()) }),
    Builtin(
      "any", 1, "Whether the condition is true for some element.", shows("any(. > 2)", "[1,2]", "false"),
      .node { call in SearchNode(.any, call.iterate, call.node(0)) }),
    Builtin(
      "any", 2, "Whether the condition is true for some output.", shows("any(.[]; . > 1)", "[1,2]", "true"),
      .node { call in SearchNode(.any, call.node(0), call.node(1)) }),
    Builtin(
      "all", 0, "Whether every element is true.", shows("all", "[true,null]", "false"),
      .node { call in SearchNode(.all, call.iterate, IdentityNode()) }),
    Builtin(
      "all", 1, "Whether the condition is true for every element.", shows("all(. > 0)", "[1,2]", "true"),
      .node { call in SearchNode(.all, call.iterate, call.node(0)) }),
    Builtin(
      "all", 2, "Whether the condition is true for every output.", shows("all(.[]; . > 1)", "[1,2]", "false"),
      .node { call in SearchNode(.all, call.node(0), call.node(1)) }),
    Builtin(
      "not", 0, "Whether the input is false or null.", shows("map(not)", "[1,null]", "[false,true]"),
      .value { (value: consuming Value) in .bool(!value.isTruthy) }),
  ]
}
