import JSON

extension Builtin {
  static let objects: [Builtin] = [
    Builtin(
      "keys", 0, "The keys in order.", shows("keys", "{\"b\":1,\"a\":2}", "[\"a\",\"b\"]"),
      .value { (value: consuming Value) throws(Thrown) in try Objects.keys(value, sorted: true) }),
    Builtin(
      "keys_unsorted", 0, "The keys in their stored order.",
      shows("keys_unsorted", "{\"b\":1,\"a\":2}", "[\"b\",\"a\"]"),
      .value { (value: consuming Value) throws(Thrown) in try Objects.keys(value, sorted: false) }),
    Builtin(
      "has", 1, "Whether there is a member or an element.", shows("has(\"a\")", "{\"a\":null}", "true"),
      .value1 { (value: consuming Value, key) throws(Thrown) in try Objects.has(value, key) }),
    Builtin(
      "in", 1, "Whether the argument has the input as a key.", shows("in({\"a\":1})", "\"a\"", "true"),
      .jq("def in(container): . as $key | container | has($key);")),
    Builtin(
      "map_values", 1, "The object or array with every value changed.",
      shows("map_values(. + 1)", "{\"a\":1}", "{\"a\":2}"),
      .node { call in ModifyNode(call.iterate, call.node(0), call.place) }),
    Builtin(
      "to_entries", 0, "The members as objects with key and value.",
      shows("to_entries", "{\"a\":1}", "[{\"key\":\"a\",\"value\":1}]"),
      .value { (value: consuming Value) throws(Thrown) in try Objects.entries(value) }),
    Builtin(
      "from_entries", 0, "The object of such members.",
      shows("from_entries", "[{\"key\":\"a\",\"value\":1}]", "{\"a\":1}"),
      .value { (value: consuming Value) throws(Thrown) in try Objects.fromEntries(value) }),
    Builtin(
      "with_entries", 1, "Changes the members as objects with key and value.",
      shows("with_entries(.value += 1)", "{\"a\":1}", "{\"a\":2}"),
      .node { call in
        let entries = NativeNode0(call.place) { (value: consuming Value) throws(Thrown) in try Objects.entries(value) }
        let object = NativeNode0(call.place) { (value: consuming Value) throws(Thrown) in
          try Objects.fromEntries(value)
        }
        return PipeNode(entries, PipeNode(ArrayNode(PipeNode(call.iterate, call.node(0))), object))
      }),
  ]
}

/// Operations on objects.
enum Objects {
  static func keys(_ value: Value, sorted: Bool) throws(Thrown) -> Value {
    switch value.resolved {
    case .array(let elements): return .array(elements.indices.map { .number(Double($0)) })
    case .object(let object): return .array((sorted ? object.sortedKeys : object.keys).map { Value($0) })
    case let other: throw Thrown(.operand(other, "has no keys"))
    }
  }

  static func has(_ value: Value, _ key: Value) throws(Thrown) -> Value {
    if value.isNull { return false }
    if value.kind == .object, let key = key.text { return .bool(value[key] != nil) }
    if value.kind == .array, let number = key.double, let count = value.count {
      return .bool(number > -1 && number < Double(count))
    }
    throw Thrown(.text("Cannot check whether \(value.typeName) has a \(key.typeName) key"))
  }

  static func entries(_ value: Value) throws(Thrown) -> Value {
    switch value.resolved {
    case .object(let object): return .array(object.map { entry(Value($0.key), $0.value) })
    case .array(let elements):
      return .array(elements.enumerated().map { entry(.number(Double($0.offset)), $0.element) })
    case let other: throw Thrown(.operand(other, "has no keys"))
    }
  }

  private static func entry(_ key: Value, _ value: Value) -> Value {
    var object = Object(minimumCapacity: 2)
    object["key" as Text] = key
    object["value" as Text] = value
    return .object(object)
  }

  static func fromEntries(_ value: Value) throws(Thrown) -> Value {
    let entries: [Value]
    switch value.resolved {
    case .array(let elements): entries = elements
    case .object(let object): entries = object.values
    case let other: throw Thrown(.iterate(other))
    }
    var result = Object(minimumCapacity: entries.count)
    for entry in entries {
      let key = try key(of: entry)
      guard let text = key.text else { throw Thrown(.objectKey(key)) }
      let hasValue = try has(entry, "value").isTruthy
      result[text] = try Access.get(entry, hasValue ? "value" : "Value")
    }
    return .object(result)
  }

  private static func key(of entry: Value) throws(Thrown) -> Value {
    var key: Value = .null
    for name in ["key", "Key", "name", "Name"] as [Value] {
      key = try Access.get(entry, name)
      if key.isTruthy { return key }
    }
    return key
  }
}
