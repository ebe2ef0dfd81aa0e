import JSON

/// Changes values at paths; uniquely referenced containers are changed in place.
enum Paths {
  /// The maximum number of keys in a path, and the maximum depth for comparing and merging.
  static let deepest = 10_000
  /// The maximum length of an array created by an assignment. The limit of jq is four times this, which would take up
  /// 8 GB here.
  static let longestArray = 1 << 27

  /// Changes the value at a key of a container.
  static func change(
    _ container: inout Value, _ key: Value, _ change: Change
  ) throws(Thrown) -> Signal {
    container.resolve()
    // Do not copy the container here, not even for a `switch`: it would no longer be uniquely referenced.
    switch key {
    case .small(let text): return try member(&container, .small(text), change)
    case .text(let text): return try member(&container, .long(text), change)
    case .number(let index): return try element(&container, index, change)
    case .literal(let index): return try element(&container, index.double, change)
    case .object(let bounds): return try slice(&container, bounds, change)
    case .lazy: return try Paths.change(&container, key.resolved, change)
    case .null, .bool, .array, .slice: throw Thrown(unchangeable(container, key))
    }
  }

  /// Slices of strings can be read but not written.
  private static func stringSlice(_ text: Value, _ bounds: Value, _ change: Change) throws(Thrown) -> Signal {
    var value = try Access.get(text, bounds)
    let signal = try change(&value)
    if signal == .proceed { throw Thrown(unchangeable(text, bounds)) }
    if signal == .delete { throw Thrown(.text("Cannot delete fields from string")) }
    return signal
  }

  private static func unchangeable(_ container: Value, _ key: Value) -> Fault {
    switch (container.kind, key.kind) {
    case (.string, .object): .text("Cannot update string slices")
    case (.array, .array): .text("Cannot update field at array index of array")
    default: .index(container, key: key)
    }
  }

  static func member(_ container: inout Value, _ key: Text, _ change: Change) throws(Thrown) -> Signal {
    container.resolve()
    if case .null = container {
      return try create(change) { (value) in
        var object = Object(minimumCapacity: 1)
        object[key] = value
        container = .object(object)
      }
    }
    guard var object = container.takeObject() else { throw Thrown(.index(container, key: Value(key))) }
    defer { container = .object(object) }
    guard let place = object.index(forKey: key) else {
      return try create(change) { (value) in object[key] = value }
    }
    let signal = try object.update(at: place) { (value: inout Value) throws(Thrown) in try change(&value) }
    guard signal == .delete else { return signal }
    object.removeValue(forKey: key)
    return .proceed
  }

  /// Changes a missing value; stores it only if the change created one.
  private static func create(
    _ change: Change, _ store: (Value) throws(Thrown) -> Void
  ) throws(Thrown) -> Signal {
    var value: Value = .null
    let signal = try change(&value)
    if signal == .proceed { try store(value) }
    return signal == .delete ? .keep : signal
  }

  static func element(_ container: inout Value, _ number: Double, _ change: Change) throws(Thrown) -> Signal {
    if case .null = container {
      return try create(change) { (value) throws(Thrown) in
        var elements: [Value] = []
        try extend(&elements, number, value)
        container = .array(elements)
      }
    }
    guard var elements = container.takeArray() else { throw Thrown(.index(container, key: .number(number))) }
    defer { container = .array(elements) }
    guard let index = Access.index(number, count: elements.count) else {
      return try create(change) { (value) throws(Thrown) in try extend(&elements, number, value) }
    }
    let signal = try change(&elements[index])
    guard signal == .delete else { return signal }
    elements.remove(at: index)
    return .proceed
  }

  private static func extend(_ elements: inout [Value], _ number: Double, _ value: Value) throws(Thrown) {
    if number.isNaN { throw Thrown(.text("Cannot set array element at NaN index")) }
    if number <= -1 { throw Thrown(.text("Out of bounds negative array index")) }
    guard number < Double(longestArray) else { throw Thrown(.text("Array index too large")) }
    let index = Int(number)
    if index > elements.count {
      elements.append(contentsOf: repeatElement(.null, count: index - elements.count))
    }
    elements.append(value)
  }

  private static func slice(_ container: inout Value, _ bounds: Object, _ change: Change) throws(Thrown) -> Signal {
    if container.kind == .string { return try stringSlice(container, .object(bounds), change) }
    guard container.isNull || container.kind == .array else {
      throw Thrown(.index(container, key: .object(bounds)))
    }
    let slice = try Slice(bounds)
    if case .null = container {
      return try create(change) { (value) throws(Thrown) in container = .array(try replacement(value)) }
    }
    guard var elements = container.takeArray() else { throw Thrown(.index(container, key: .object(bounds))) }
    defer { container = .array(elements) }
    let range = slice.range(in: elements.count)
    var value = Value.array(elements).part(range) ?? .null
    let signal = try change(&value)
    if signal == .delete {
      elements.removeSubrange(range)
      return .proceed
    }
    if signal == .proceed { elements.replaceSubrange(range, with: try replacement(value)) }
    return signal
  }

  private static func replacement(_ value: Value) throws(Thrown) -> [Value] {
    guard let elements = value.array else {
      throw Thrown(.text("A slice of an array can only be assigned another array"))
    }
    return elements
  }

  /// Changes the value at a path.
  static func change(
    _ value: inout Value, path: ArraySlice<Value>, _ change: Change
  ) throws(Thrown) -> Signal {
    guard let key = path.first else { return try change(&value) }
    return try Paths.change(&value, key) { (inner: inout Value) throws(Thrown) in
      try Paths.change(&inner, path: path.dropFirst(), change)
    }
  }

  /// Sets the value at a path.
  static func set(_ value: inout Value, path: [Value], to new: Value) throws(Thrown) {
    guard path.count <= deepest else { throw Thrown(.text("Path too deep")) }
    _ = try change(&value, path: path[...]) { (place: inout Value) throws(Thrown) in
      place = new
      return .proceed
    }
  }
}
