import JSON

extension Builtin {
  static let types: [Builtin] = [
    Builtin(
      "type", 0, "The name of the type.", shows("map(type)", "[1,\"a\",null]", "[\"number\",\"string\",\"null\"]"),
      .value { (value: consuming Value) in Value(value.typeName) }),
    filter("arrays", "arrays", "[[1],2]", "[1]") { $0.kind == .array },
    filter("objects", "objects", "[{},2]", "{}") { $0.kind == .object },
    filter("iterables", "arrays and objects", "[[],2]", "[]") { $0.kind >= .array },
    filter("booleans", "booleans", "[true,2]", "true") { $0.kind == .false || $0.kind == .true },
    filter("numbers", "numbers", "[\"a\",2]", "2") { $0.kind == .number },
    filter("strings", "strings", "[\"a\",2]", "\"a\"") { $0.kind == .string },
    filter("nulls", "nulls", "[null,2]", "null") { $0.isNull },
    filter("values", "values that are not null", "[null,2]", "2") { !$0.isNull },
    filter("scalars", "values that are neither arrays nor objects", "[[],2]", "2") { $0.kind < .array },
    filter("normals", "normal numbers", "[0,2]", "2") { ($0.double?.isNormal) ?? false },
    filter("finites", "finite numbers", "[\"a\",2]", "2") { $0.double.map { !$0.isInfinite } ?? false },
    Builtin(
      "toboolean", 0, "Parses true and false.", shows("map(toboolean)", "[\"true\",false]", "[true,false]"),
      .value { (value: consuming Value) throws(Thrown) in
        if case .bool = value { return value }
        if value.text == "true" { return .bool(true) }
        if value.text == "false" { return .bool(false) }
        throw Thrown(.operand(value, "cannot be parsed as a boolean"))
      }),
    Builtin(
      "tojson", 0, "The value as JSON text.", shows("tojson", "[1,\"a\"]", "\"[1,\\\"a\\\"]\""),
      .value { (value: consuming Value) throws(Thrown) in try Encoding.json.apply(value) }),
    Builtin(
      "fromjson", 0, "The value of a JSON text.", shows("fromjson", "\"[1]\"", "[1]"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let text = value.text else { throw Thrown(.operand(value, "only strings can be parsed")) }
        do throws(ParseError) { return try Value.parse(text) } catch {
          throw Thrown(.text("\(error.message) (while parsing '\(text.string)')"))
        }
      }),
    Builtin(
      "tostring", 0, "Strings as they are, the rest as JSON text.",
      shows("map(tostring)", "[1,\"a\"]", "[\"1\",\"a\"]"),
      .value { (value: consuming Value) in Value(value.asText) }),
    Builtin(
      "toarray", 0, "The value in an array, unless it is one.", shows("map(toarray)", "[1,[2]]", "[[1],[2]]"),
      .value { (value: consuming Value) in value.kind == .array ? value : .array([value]) }),
    Builtin(
      "infinite", 0, "Positive infinity.", shows("infinite > 1", "null", "true"), .value { _ in .number(.infinity) }),
    Builtin("nan", 0, "Not a number.", shows("nan | isnan", "null", "true"), .value { _ in .number(.nan) }),
    Builtin(
      "isinfinite", 0, "Whether a number is infinite.", shows("isinfinite", "1", "false"),
      .value { (value: consuming Value) in .bool(value.double?.isInfinite ?? false) }),
    Builtin(
      "isnan", 0, "Whether a number is not a number.", shows("isnan", "1", "false"),
      .value { (value: consuming Value) in .bool(value.double?.isNaN ?? false) }),
    Builtin(
      "isnormal", 0, "Whether a number is neither zero, subnormal, infinite nor NaN.", shows("isnormal", "0", "false"),
      .value { (value: consuming Value) in .bool(value.double?.isNormal ?? false) }),
    Builtin(
      "isfinite", 0, "Whether the value is a finite number.", shows("isfinite", "1", "true"),
      .value { (value: consuming Value) in .bool(value.double.map { !$0.isInfinite } ?? false) }),
    Builtin(
      "have_literal_numbers", 0, "Whether untouched numbers keep their text.",
      shows("have_literal_numbers", "null", "true"),
      .value { _ in .bool(true) }),
    Builtin(
      "have_decnum", 0, "Whether numbers keep all their digits.", shows("have_decnum", "null", "true"),
      .value { _ in .bool(true) }),
  ]

  /// Creates a builtin that passes on only values of certain types.
  private static func filter(
    _ name: String, _ what: String, _ input: String, _ output: String, _ test: @escaping @Sendable (Value) -> Bool
  ) -> Builtin {
    Builtin(
      name, 0, "Only \(what).", shows(".[] | \(name)", input, output),
      .node { call in
        SelectNode(NativeNode0(call.place) { (value: consuming Value) in .bool(test(value)) })
      })
  }
}
