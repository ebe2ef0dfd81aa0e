/// Members in the order of insertion, copied on write; a later duplicate key wins, in the first one's place.
@frozen public struct Object: @unchecked Sendable {
  @usableFromInline var storage: ObjectStorage

  init(storage: ObjectStorage) { self.storage = storage }

  public init() { storage = ObjectStorage.make(room: 0) }

  public init(minimumCapacity: Int) { storage = ObjectStorage.make(room: minimumCapacity) }

  public init(_ members: some Sequence<(Text, Value)>) {
    storage = ObjectStorage.make(room: members.underestimatedCount)
    for (key, value) in members { self[key] = value }
  }

  /// An object of keys that all differ, each with the value of its place.
  public init<E>(distinct keys: [Text], _ value: (Int) throws(E) -> Value) throws(E) {
    storage = ObjectStorage.make(room: keys.count)
    for place in keys.indices { storage.append(keys[place], try value(place)) }
  }

  public var count: Int { storage.info.pointee.count }

  public var isEmpty: Bool { count == 0 }
}

extension Object {
  /// The value of a key; setting nil removes the member.
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

  /// The value of a key; setting nil removes the member.
  public subscript(key: String) -> Value? {
    get { self[Text(key)] }
    set { self[Text(key)] = newValue }
  }

  /// The value of a key in place; reading without the key gives the default, writing adds it.
  public subscript(key: Text, default fallback: @autoclosure () -> Value) -> Value {
    get { self[key] ?? fallback() }
    _modify {
      let place = placeForWriting(key, fallback())
      yield &storage.members[place].value
    }
  }

  /// Sets the value of a key, in its place or at the end.
  public mutating func updateValue(_ value: consuming Value, forKey key: Text) {
    if let place = storage.find(key) {
      makeUnique(room: count)
      storage.members[place].value = value
    } else {
      append(key, value)
    }
  }

  /// Removes a member and gives its value.
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
  /// The place of a key among the members.
  public func index(forKey key: Text) -> Int? { storage.find(key) }

  /// The member at a place below `count`.
  public func member(at place: Int) -> (key: Text, value: Value) {
    precondition(place >= 0 && place < count)
    let member = storage.members[place]
    return (member.key, member.value)
  }

  /// Changes the value at a place below `count`.
  public mutating func update<R, E>(at place: Int, _ change: (inout Value) throws(E) -> R) throws(E) -> R {
    precondition(place >= 0 && place < count)
    makeUnique(room: count)
    return try change(&storage.members[place].value)
  }

  /// Changes every value in order.
  public mutating func updateValues<E>(_ change: (Text, inout Value) throws(E) -> Void) throws(E) {
    makeUnique(room: count)
    for place in 0..<count { try change(storage.members[place].key, &storage.members[place].value) }
  }

  /// Keeps the members that pass.
  public func filter<E>(_ keep: (Text, Value) throws(E) -> Bool) throws(E) -> Object {
    let result = Object(minimumCapacity: count)
    for place in 0..<count {
      let (key, value) = member(at: place)
      if try keep(key, value) { result.storage.append(key, value) }
    }
    return result
  }

  /// The keys in the order of insertion.
  public var keys: [Text] { (0..<count).map { storage.members[$0].key } }

  /// The values in the order of insertion.
  public var values: [Value] { (0..<count).map { storage.members[$0].value } }

  /// The keys by code point: jq's `keys`.
  public var sortedKeys: [Text] { keys.sorted() }

  /// The places of the members in the order of their keys.
  public var sortedPlaces: [Int] {
    (0..<count).sorted { storage.members[$0].key < storage.members[$1].key }
  }
}

extension Object: Sequence, ExpressibleByDictionaryLiteral {
  public struct Iterator: IteratorProtocol {
    let storage: ObjectStorage
    var place = 0

    public mutating func next() -> (key: Text, value: Value)? {
      guard place < storage.info.pointee.count else { return nil }
      defer { place += 1 }
      let member = storage.members[place]
      return (member.key, member.value)
    }
  }

  public func makeIterator() -> Iterator { Iterator(storage: storage) }

  public var underestimatedCount: Int { count }

  public init(dictionaryLiteral elements: (Text, Value)...) { self.init(elements) }
}

extension Object: Hashable {
  public static func == (left: Object, right: Object) -> Bool { Value.object(left) == Value.object(right) }

  public func hash(into hasher: inout Hasher) { Value.object(self).hash(into: &hasher) }
}
