import JSON

extension Builtin {
  static let regularExpressions: [Builtin] = [
    Builtin(
      "test", 1, "Whether a pattern matches.", shows("test(\"^a\")", "\"ab\"", "true"), matching(.test)),
    Builtin(
      "test", 2, "The same with flags.", shows("test(\"A\"; \"i\")", "\"ab\"", "true"),
      .node { call in MatchNode(.test, call.node(0), call.node(1), call.place) }),
    Builtin(
      "match", 1, "Offset, length, text and groups of a match.", shows("match(\"b\").offset", "\"ab\"", "1"),
      matching(.match)),
    Builtin(
      "match", 2, "The same with flags; `g` finds all.", shows("[match(\"a\"; \"g\").offset]", "\"aba\"", "[0,2]"),
      .node { call in MatchNode(.match, call.node(0), call.node(1), call.place) }),
    Builtin(
      "capture", 1, "The named groups of a match.", shows("capture(\"(?<x>b)\")", "\"ab\"", "{\"x\":\"b\"}"),
      matching(.capture)),
    Builtin(
      "capture", 2, "The same with flags.", shows("[capture(\"(?<x>.)\"; \"g\").x]", "\"ab\"", "[\"a\",\"b\"]"),
      .node { call in MatchNode(.capture, call.node(0), call.node(1), call.place) }),
    Builtin(
      "scan", 1, "The text of every match, or its groups.", shows("[scan(\"[a-z]\")]", "\"a1b\"", "[\"a\",\"b\"]"),
      .node { call in
        call.bind(0) { MatchNode(.scan, $0, LiteralNode(.null), prefix: "g", call.place) }
      }),
    Builtin(
      "scan", 2, "The same with flags.", shows("[scan(\"[a-z]\"; \"i\")]", "\"A1b\"", "[\"A\",\"b\"]"),
      .node { call in
        call.bind(0) { pattern in call.bind(1) { MatchNode(.scan, pattern, $0, prefix: "g", call.place) } }
      }),
    Builtin(
      "splits", 1, "The pieces between matches.", shows("[splits(\", *\")]", "\"a,b, c\"", "[\"a\",\"b\",\"c\"]"),
      .node { call in
        call.bind(0) { MatchNode(.pieces, $0, LiteralNode(.null), suffix: "g", call.place) }
      }),
    Builtin(
      "splits", 2, "The same with flags.", shows("[splits(\"X\"; \"i\")]", "\"axb\"", "[\"a\",\"b\"]"),
      .node { call in
        call.bind(0) { pattern in call.bind(1) { MatchNode(.pieces, pattern, $0, suffix: "g", call.place) } }
      }),
    Builtin(
      "split", 2, "The pieces between matches, in an array.", shows("split(\", *\"; null)", "\"a,b\"", "[\"a\",\"b\"]"),
      .jq("def split($pattern; $flags): [splits($pattern; $flags)];")),
    Builtin(
      "sub", 2, "Replaces the first match; the named groups are the replacement's input.",
      shows("sub(\"(?<x>b)\"; \"<\\(.x)>\")", "\"abb\"", "\"a<b>b\""),
      .node { call in call.bind(0) { SubstituteNode($0, call.node(1), LiteralNode(.null), call.place) } }),
    Builtin(
      "sub", 3, "The same with flags.", shows("sub(\"B\"; \"x\"; \"gi\")", "\"abb\"", "\"axx\""),
      .node { call in
        call.bind(0) { pattern in call.bind(2) { SubstituteNode(pattern, call.node(1), $0, call.place) } }
      }),
    Builtin(
      "gsub", 2, "Replaces every match.", shows("gsub(\"b\"; \"x\")", "\"abb\"", "\"axx\""),
      .node { call in call.bind(0) { SubstituteNode($0, call.node(1), LiteralNode("g"), call.place) } }),
    Builtin(
      "gsub", 3, "The same with flags.", shows("gsub(\"B\"; \"x\"; \"i\")", "\"abb\"", "\"axx\""),
      .jq("def gsub($pattern; replacement; flags): sub($pattern; replacement; flags + \"g\");")),
  ]

  /// The form with one argument: a pattern, or an array of a pattern and flags.
  private static func matching(_ goal: MatchNode.Goal) -> Body {
    .node { call in
      call.bind(0) { argument in
        let pattern = part(argument, 0, call.place)
        return MatchNode(goal, pattern, part(argument, 1, call.place), call.place)
      }
    }
  }

  /// Returns the pattern or the flags of such an argument.
  private static func part(_ argument: Node, _ index: Int, _ place: Place) -> Node {
    NativeNode(
      [argument], place,
      .one { (_: consuming Value, argument) throws(Thrown) in
        if argument.kind == .string { return index == 0 ? argument : .null }
        guard let parts = argument.array, !parts.isEmpty else {
          throw Thrown(.raised(Value("\(argument.typeName) not a string or array")))
        }
        return index < parts.count ? parts[index] : .null
      })
  }
}
