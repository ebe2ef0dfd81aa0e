#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The tape indices of the children of large containers, computed on first use and stored with their document.
///
/// Documents are immutable, so any thread may read them; a lock protects the tables.
struct PlaceTables {
  private var tables: [UInt32: [UInt32]] = [:]

  /// Returns the table of a container, created by `make` if it does not exist yet.
  static func table(_ document: Document, _ index: UInt32, _ make: () -> [UInt32]) -> [UInt32] {
    lock.read()
    let known = document.places.tables[index]
    lock.end()
    if let known { return known }
    let made = make()
    lock.write()
    document.places.tables[index] = made
    lock.end()
    return made
  }

  /// A single lock for all documents; it is held only during a dictionary access.
  private static let lock = Lock()

  private final class Lock: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    init() {
      lock = .allocate(capacity: 1)
      pthread_rwlock_init(lock, nil)
    }

    func read() { pthread_rwlock_rdlock(lock) }

    func write() { pthread_rwlock_wrlock(lock) }

    func end() { pthread_rwlock_unlock(lock) }
  }
}

extension Document {
  /// The distance between the recorded elements of a large array.
  private static let stride = 64
  /// The number of members from which keys are found by hash.
  static let manyMembers = 256

  /// Returns the tape index of the element at a position, which must be in range.
  func place(ofElement position: Int, _ index: UInt32) -> Int {
    var child = Int(index) + Word.header
    var rest = position
    if position >= Document.stride {
      let places = PlaceTables.table(self, index) { elementPlaces(index) }
      child = Int(places[position / Document.stride])
      rest = position % Document.stride
    }
    for _ in 0..<rest { child += Word.size(tape[child]) }
    return child
  }

  private func elementPlaces(_ index: UInt32) -> [UInt32] {
    var cursor = TapeCursor(self, index)
    var places: [UInt32] = []
    var position = 0
    while let child = cursor.next() {
      if position % Document.stride == 0 { places.append(UInt32(truncatingIfNeeded: child)) }
      position += 1
    }
    return places
  }

  /// Returns the tape index of the value for a key, in an object with many members.
  func placeByHash(_ key: Text, _ index: UInt32) -> Int? {
    let slots = PlaceTables.table(self, index) { memberPlaces(index) }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while slots[slot] != 0 {
      let child = Int(slots[slot])
      if text(child) == key { return child + Word.size(tape[child]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The tape indices of the keys, by hash; zero for an empty slot.
  private func memberPlaces(_ index: UInt32) -> [UInt32] {
    var size = 4 * Document.manyMembers
    while size < 2 * count(index) { size *= 2 }
    var slots = [UInt32](repeating: 0, count: size)
    var cursor = TapeCursor(self, index)
    while let key = cursor.next(), cursor.next() != nil {
      var slot = Int(truncatingIfNeeded: text(key).hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(truncatingIfNeeded: key)
    }
    return slots
  }
}
