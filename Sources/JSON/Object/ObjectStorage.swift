/// A member of an object.
@frozen public struct Member: Sendable {
  /// The key.
  public var key: Text
  /// The value.
  public var value: Value

  /// Creates a member.
  @inlinable public init(key: Text, value: Value) {
    self.key = key
    self.value = value
  }
}

/// The member count, the capacity and the hash index of an object.
@frozen public struct ObjectHeader {
  @usableFromInline var count: Int
  @usableFromInline var room: Int
  /// A hash index, kept from `ObjectStorage.indexed` members on; empty below.
  @usableFromInline var index: KeyIndex
}

/// The members of an object in a single allocation, in insertion order.
public final class ObjectStorage: ManagedBuffer<ObjectHeader, Member> {
  /// The number of members from which a hash index is kept.
  static let indexed = 24

  static func make(room: Int) -> ObjectStorage {
    let buffer = ObjectStorage.create(minimumCapacity: room) { _ in
      ObjectHeader(count: 0, room: room, index: KeyIndex())
    }
    return unsafeDowncast(buffer, to: ObjectStorage.self)
  }

  deinit {
    _ = withUnsafeMutablePointers { header, members in
      members.deinitialize(count: header.pointee.count)
    }
  }

  var members: UnsafeMutablePointer<Member> { withUnsafeMutablePointerToElements { $0 } }

  /// The header, without an exclusivity check.
  var info: UnsafeMutablePointer<ObjectHeader> { withUnsafeMutablePointerToHeader { $0 } }

  /// Returns the position of a key, or nil.
  func find(_ key: Text) -> Int? {
    withUnsafeMutablePointers { header, members in
      if header.pointee.count >= ObjectStorage.indexed {
        return header.pointee.index.find(key, in: members)
      }
      return ObjectStorage.scan(key, members, header.pointee.count)
    }
  }

  private static func scan(_ key: Text, _ members: UnsafeMutablePointer<Member>, _ count: Int) -> Int? {
    switch key {
    case .small(let wanted):
      for index in 0..<count {
        if case .small(let text) = members[index].key, text == wanted { return index }
      }
    case .long:
      for index in 0..<count where members[index].key == key { return index }
    }
    return nil
  }

  /// Appends a member with a new key; there must be room for it.
  func append(_ key: Text, _ value: Value) {
    let hash = info.pointee.count >= ObjectStorage.indexed - 1 ? key.hash : 0
    withUnsafeMutablePointers { header, members in
      let place = header.pointee.count
      (members + place).initialize(to: Member(key: key, value: value))
      header.pointee.count = place + 1
      if place + 1 == ObjectStorage.indexed {
        header.pointee.index = KeyIndex(members, count: place + 1)
      } else if place + 1 > ObjectStorage.indexed {
        header.pointee.index.insert(hash, place: place, members)
      }
    }
  }

  /// Adds members with distinct keys to an empty storage with enough room.
  @inline(__always) func fill(_ count: Int, _ initialize: (UnsafeMutablePointer<Member>) -> Void) {
    withUnsafeMutablePointers { header, members in
      for place in 0..<count { initialize(members + place) }
      header.pointee.count = count
      if count >= ObjectStorage.indexed { header.pointee.index = KeyIndex(members, count: count) }
    }
  }

  /// Returns a copy with at least the given capacity.
  func copy(room: Int) -> ObjectStorage {
    let copy = ObjectStorage.make(room: max(room, info.pointee.count))
    copy.withUnsafeMutablePointers { target, members in
      members.initialize(from: self.members, count: info.pointee.count)
      target.pointee.count = info.pointee.count
      target.pointee.index = info.pointee.index
    }
    return copy
  }

  /// Moves the members to a storage with more capacity; this storage is empty afterwards.
  func move(room: Int) -> ObjectStorage {
    let moved = ObjectStorage.make(room: max(room, info.pointee.count))
    moved.withUnsafeMutablePointers { target, members in
      members.moveInitialize(from: self.members, count: info.pointee.count)
      target.pointee.count = info.pointee.count
      swap(&target.pointee.index, &info.pointee.index)
    }
    info.pointee.count = 0
    return moved
  }

  /// Removes a member and closes the gap.
  func remove(at place: Int) -> Value {
    withUnsafeMutablePointers { header, members in
      let member = (members + place).move()
      let rest = header.pointee.count - place - 1
      (members + place).moveInitialize(from: members + place + 1, count: rest)
      header.pointee.count -= 1
      let isIndexed = header.pointee.count >= ObjectStorage.indexed
      header.pointee.index = isIndexed ? KeyIndex(members, count: header.pointee.count) : KeyIndex()
      return member.value
    }
  }
}
