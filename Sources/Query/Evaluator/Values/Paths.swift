import JSON

/// Changing values at paths; unique containers are changed in place.
enum Paths {
  /// The greatest number of keys in a path, and of levels that are compared or merged.
  static let deepest = 10_000
  /// The greatest number of elements.
  static let longestArray = 536_870_911

  /// Changes the value at one key of a container.
  static func change(
    _ container: inout Value, _ key: Value, _ change: Change
  ) throws(Thrown) -> Signal {
    if case .lazy = container { container = container.resolved }
    switch (container, key) {
    case (.object, .small(let key)): return try member(&container, .small(key), change)
    case (.object, .text(let key)): return try member(&container, .long(key), change)
    case (.null, .small(let key)): return try member(&container, .small(key), change)
    case (.null, .text(let key)): return try member(&container, .long(key), change)
    case (.array, .number(let index)), (.null, .number(let index)): return try element(&container, index, change)
    case (.array, .literal(let index)), (.null, .literal(let index)):
      return try element(&container, index.double, change)
    case (.array, .object(let bounds)), (.null, .object(let bounds)):
      return try slice(&container, bounds, change)
    case (_, .lazy): return try Paths.change(&container, key.resolved, change)
    default: throw Thrown(unchangeable(container, key))
    }
  }

  private static func unchangeable(_ container: Value, _ key: Value) -> Fault {
    switch (container.kind, key.kind) {
    case (.string, .object): .text("Cannot update string slices")
    case (.array, .array): .text("Cannot update field at array index of array")
    default: .index(container, key: key)
    }
  }

  static func member(_ container: inout Value, _ key: Text, _ change: Change) throws(Thrown) -> Signal {
    if case .lazy = container { container = container.resolved }
    if case .null = container {
      var value: Value = .null
      let signal = try change(&value)
      if signal == .proceed {
        var object = Object(minimumCapacity: 1)
        object[key] = value
        container = .object(object)
      }
      return signal == .delete ? .proceed : signal
    }
    guard var object = container.takeObject() else { throw Thrown(.index(container, key: Value(key))) }
    defer { container = .object(object) }
    guard let place = object.index(forKey: key) else {
      var value: Value = .null
      let signal = try change(&value)
      if signal == .proceed { object[key] = value }
      return signal == .delete ? .proceed : signal
    }
    let signal = try object.update(at: place) { (value: inout Value) throws(Thrown) in try change(&value) }
    if signal == .delete { object.removeValue(forKey: key) }
    return signal == .delete ? .proceed : signal
  }

  static func element(_ container: inout Value, _ number: Double, _ change: Change) throws(Thrown) -> Signal {
    if case .null = container { container = Value([Value]()) }
    guard var elements = container.takeArray() else { throw Thrown(.index(container, key: .number(number))) }
    defer { container = .array(elements) }
    if let index = Access.index(number, count: elements.count) {
      let signal = try change(&elements[index])
      if signal == .delete { elements.remove(at: index) }
      return signal == .delete ? .proceed : signal
    }
    var value: Value = .null
    let signal = try change(&value)
    if signal == .proceed { try extend(&elements, number, value) }
    return signal == .delete ? .proceed : signal
  }

  private static func extend(_ elements: inout [Value], _ number: Double, _ value: Value) throws(Thrown) {
    if number.isNaN { throw Thrown(.text("Cannot set array element at NaN index")) }
    if number < 0 { throw Thrown(.text("Out of bounds negative array index")) }
    guard number < Double(longestArray) else { throw Thrown(.text("Array index too large")) }
    let index = Int(number)
    if index > elements.count {
      elements.append(contentsOf: repeatElement(.null, count: index - elements.count))
    }
    elements.append(value)
  }

  private static func slice(_ container: inout Value, _ bounds: Object, _ change: Change) throws(Thrown) -> Signal {
    let slice = try Slice(bounds)
    let wasNull = container.isNull
    var elements = container.takeArray() ?? []
    defer { container = .array(elements) }
    let range = slice.range(in: elements.count)
    var value: Value = wasNull ? .null : Value(Array(elements[range]))
    let signal = try change(&value)
    if signal == .delete {
      elements.removeSubrange(range)
      return .proceed
    }
    guard signal == .proceed else { return signal }
    guard let replacement = value.array else {
      throw Thrown(.text("A slice of an array can only be assigned another array"))
    }
    elements.replaceSubrange(range, with: replacement)
    return .proceed
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
