/// The open containers of a tokenizer, innermost last.
struct FrameStack {
  /// An open container.
  struct Frame {
    /// The index on the tape.
    var start: Int
    var count = 0
    /// A bit for the hash of each key seen.
    var keys: UInt64 = 0
    var isObject: Bool
    var mayRepeat = false
  }

  private var frames: UnsafeMutablePointer<Frame>
  private var room: Int
  private(set) var count = 0

  init() {
    room = 32
    frames = .allocate(capacity: 32)
  }

  func free() { frames.deallocate() }

  @inline(__always) var isEmpty: Bool { count == 0 }

  /// The innermost container; there must be one.
  @inline(__always) var top: Frame {
    unsafeAddress { UnsafePointer(frames + (count &- 1)) }
    nonmutating unsafeMutableAddress { frames + (count &- 1) }
  }

  @inline(__always) mutating func push(_ frame: Frame) {
    if count == room { grow() }
    (frames + count).initialize(to: frame)
    count &+= 1
  }

  @inline(__always) mutating func pop() { count &-= 1 }

  mutating func removeAll() { count = 0 }

  private mutating func grow() {
    let greater = UnsafeMutablePointer<Frame>.allocate(capacity: room * 2)
    greater.moveInitialize(from: frames, count: count)
    frames.deallocate()
    frames = greater
    room *= 2
  }

  /// Moves the frames of another tokenizer, whose tape starts `offset` words earlier.
  mutating func append(_ other: FrameStack, offset: Int) {
    for index in 0..<other.count {
      var frame = other.frames[index]
      frame.start -= offset
      push(frame)
    }
  }
}
