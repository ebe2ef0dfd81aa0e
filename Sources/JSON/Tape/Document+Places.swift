#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the children of large containers are, found at the first use and kept with their document.
///
/// A document never changes, so any thread may look; a lock guards what was found.
struct PlaceTables {
  private var tables: [UInt32: [UInt32]] = [:]

  /// The table of a container, made by `make` if there is none yet.
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

  /// One lock for all documents: it is held for a look into a dictionary only.
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
  /// Every how many elements of a large array a place is kept.
  private static let stride = 64
  /// The number of members from which keys are found by their hash.
  static let manyMembers = 256

  /// The place of the element at a position inside the array.
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

  /// The place of the value of a key in an object of many members.
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

  /// The places of the keys by their hash; zero for an empty slot.
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
