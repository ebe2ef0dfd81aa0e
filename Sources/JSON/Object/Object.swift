/// An object with its members in insertion order, with copy-on-write semantics. The value of a duplicate key replaces
/// the earlier one, in the earlier position.
@frozen public struct Object: @unchecked Sendable {
  @usableFromInline var storage: ObjectStorage

  init(storage: ObjectStorage) { self.storage = storage }

  /// Creates an empty object.
  public init() { storage = ObjectStorage.make(room: 0) }

  /// Creates an empty object with room for a number of members.
  public init(minimumCapacity: Int) { storage = ObjectStorage.make(room: minimumCapacity) }

  /// Creates an object from key-value pairs.
  public init(_ members: some Sequence<(Text, Value)>) {
    storage = ObjectStorage.make(room: members.underestimatedCount)
    for (key, value) in members { self[key] = value }
  }

  /// Creates an object from distinct keys; `value` is called with the index of each key.
  public init<E>(distinct keys: [Text], _ value: (Int) throws(E) -> Value) throws(E) {
    storage = ObjectStorage.make(room: keys.count)
    for place in keys.indices { storage.append(keys[place], try value(place)) }
  }

  /// The number of members.
  public var count: Int { storage.info.pointee.count }

  /// Whether there are no members.
  public var isEmpty: Bool { count == 0 }
}

extension Object {
  /// The value for a key; setting nil removes the member.
  public subscript(key: Text) -> Value? {
    get {
      guard let place = storage.find(key) else { return nil }
      return storage.members[place].value
    }
    set {
      if let newValue {
        updateValue(newValue, forKey: key)
      } else {
        removeValue(forKey: key)
      }
    }
  }

  /// The value for a key; setting nil removes the member.
  public subscript(key: String) -> Value? {
    get { self[Text(key)] }
    set { self[Text(key)] = newValue }
  }

  /// The value for a key, modified in place. For a missing key, reading returns the default and writing adds the
  /// member.
  public subscript(key: Text, default fallback: @autoclosure () -> Value) -> Value {
    get { self[key] ?? fallback() }
    _modify {
      let place = placeForWriting(key, fallback())
      yield &storage.members[place].value
    }
  }

  /// Sets the value for a key, in its existing position or at the end.
  public mutating func updateValue(_ value: consuming Value, forKey key: Text) {
    if let place = storage.find(key) {
      makeUnique(room: count)
      storage.members[place].value = value
    } else {
      append(key, value)
    }
  }

  /// Removes a member and returns its value.
  @discardableResult
  public mutating func removeValue(forKey key: Text) -> Value? {
    guard let place = storage.find(key) else { return nil }
    makeUnique(room: count)
    return storage.remove(at: place)
  }

  private mutating func placeForWriting(_ key: Text, _ fallback: Value) -> Int {
    if let place = storage.find(key) {
      makeUnique(room: count)
      return place
    }
    append(key, fallback)
    return count - 1
  }

  private mutating func append(_ key: Text, _ value: Value) {
    let room = storage.info.pointee.room
    makeUnique(room: count < room ? room : Swift.max(4, room * 2))
    storage.append(key, value)
  }

  private mutating func makeUnique(room: Int) {
    if !isKnownUniquelyReferenced(&storage) {
      storage = storage.copy(room: room)
    } else if room > storage.info.pointee.room {
      storage = storage.move(room: room)
    }
  }
}

extension Object {
  /// Returns the position of a key; nil if it is missing.
  public func index(forKey key: Text) -> Int? { storage.find(key) }

  /// Returns the member at a position, which must be less than `count`.
  public func member(at place: Int) -> (key: Text, value: Value) {
    precondition(place >= 0 && place < count)
    let member = storage.members[place]
    return (member.key, member.value)
  }

  /// Modifies the value at a position, which must be less than `count`.
  public mutating func update<R, E>(at place: Int, _ change: (inout Value) throws(E) -> R) throws(E) -> R {
    precondition(place >= 0 && place < count)
    makeUnique(room: count)
    return try change(&storage.members[place].value)
  }

  /// Modifies every value, in order.
  public mutating func updateValues<E>(_ change: (Text, inout Value) throws(E) -> Void) throws(E) {
    makeUnique(room: count)
    for place in 0..<count { try change(storage.members[place].key, &storage.members[place].value) }
  }

  /// Returns an object with the members that satisfy a predicate.
  public func filter<E>(_ keep: (Text, Value) throws(E) -> Bool) throws(E) -> Object {
    let result = Object(minimumCapacity: count)
    for place in 0..<count {
      let (key, value) = member(at: place)
      if try keep(key, value) { result.storage.append(key, value) }
    }
    return result
  }

  /// The keys in insertion order.
  public var keys: [Text] { (0..<count).map { storage.members[$0].key } }

  /// The values in insertion order.
  public var values: [Value] { (0..<count).map { storage.members[$0].value } }

  /// The keys sorted by code point: jq's `keys`.
  public var sortedKeys: [Text] { keys.sorted() }

  /// The positions of the members, sorted by key.
  public var sortedPlaces: [Int] {
    (0..<count).sorted { storage.members[$0].key < storage.members[$1].key }
  }
}

extension Object: Sequence, ExpressibleByDictionaryLiteral {
  /// Iterates over the members in insertion order.
  public struct Iterator: IteratorProtocol {
    let storage: ObjectStorage
    var place = 0

    /// Returns the next member, or nil at the end.
    public mutating func next() -> (key: Text, value: Value)? {
      guard place < storage.info.pointee.count else { return nil }
      defer { place += 1 }
      let member = storage.members[place]
      return (member.key, member.value)
    }
  }

  /// Returns an iterator over the members.
  public func makeIterator() -> Iterator { Iterator(storage: storage) }

  /// The number of members.
  public var underestimatedCount: Int { count }

  /// Creates an object from a dictionary literal.
  public init(dictionaryLiteral elements: (Text, Value)...) { self.init(elements) }
}

extension Object: Hashable {
  /// Whether both have equal members, in any order.
  public static func == (left: Object, right: Object) -> Bool { Value.object(left) == Value.object(right) }

  /// Hashes the members, independently of their order.
  public func hash(into hasher: inout Hasher) { Value.object(self).hash(into: &hasher) }
}
