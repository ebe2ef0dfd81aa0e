import JSON

extension Builtin {
  static let paths: [Builtin] = [
    Builtin(
      "path", 1, "The paths to what the filter selects.", shows("path(.a[0])", "null", "[\"a\",0]"),
      .node { call in PathNode(call.node(0), call.place) }),
    Builtin(
      "paths", 0, "The paths to everything in the value.", shows("[paths]", "[[1]]", "[[0],[0,0]]"),
      .node { call in AllPathsNode(nil, call.place) }),
    Builtin(
      "paths", 1, "The paths to what fulfils the condition.", shows("[paths(type == \"number\")]", "[[1]]", "[[0,0]]"),
      .node { call in AllPathsNode(call.node(0), call.place) }),
    Builtin(
      "getpath", 1, "The value at a path.", shows("getpath([\"a\",0])", "{\"a\":[5]}", "5"),
      .node { call in GetPathNode(call.node(0), call.place) }),
    Builtin(
      "setpath", 2, "The value with another one at a path.", shows("setpath([\"a\",0]; 5)", "null", "{\"a\":[5]}"),
      .value2 { (value: consuming Value, path, new) throws(Thrown) in
        try Paths.set(&value, path: try Paths.keys(path), to: new)
        return value
      }),
    Builtin(
      "delpaths", 1, "The value without what is at the paths.",
      shows("delpaths([[\"a\"]])", "{\"a\":1,\"b\":2}", "{\"b\":2}"),
      .value1 { (value: consuming Value, paths) throws(Thrown) in
        guard let list = paths.array else { throw Thrown(.text("Paths must be specified as an array")) }
        return try Deletion.delete(value, paths: list)
      }),
    Builtin(
      "del", 1, "The value without what the filter selects.",
      shows("del(.a, .b)", "{\"a\":1,\"b\":2,\"c\":3}", "{\"c\":3}"),
      .node { call in DeleteNode(call.node(0), call.place) }),
    Builtin(
      "pick", 1, "Only what the filter selects, at its original place.",
      shows("pick(.a.b)", "{\"a\":{\"b\":1,\"c\":2}}", "{\"a\":{\"b\":1}}"),
      .node { call in PickNode(call.node(0), call.place) }),
  ]
}
