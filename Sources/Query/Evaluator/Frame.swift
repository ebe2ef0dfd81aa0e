import JSON

/// The variables and closures of an activation, stored in the machine's arena. A header (pointers to the outer frame
/// and to the machine) is followed by slots of 16 bytes, closures first.
struct Frame {
  let base: UnsafeMutableRawPointer

  static let headerSize = 16
  static let slotSize = 16

  @inline(__always) var machine: UnsafeMutablePointer<Machine> {
    base.load(fromByteOffset: 8, as: UnsafeMutablePointer<Machine>.self)
  }

  /// The frame `levels` definitions further out.
  @inline(__always) func outer(_ levels: Int) -> Frame {
    var frame = base
    for _ in 0..<levels { frame = frame.load(as: UnsafeMutableRawPointer.self) }
    return Frame(base: frame)
  }

  @inline(__always) func variable(_ slot: Int) -> UnsafeMutablePointer<Value> {
    (base + Frame.headerSize + slot * Frame.slotSize).assumingMemoryBound(to: Value.self)
  }

  /// Returns a closure argument.
  @inline(__always) func closure(_ slot: Int) -> UnsafeMutablePointer<Closure> {
    (base + Frame.headerSize + slot * Frame.slotSize).assumingMemoryBound(to: Closure.self)
  }
}

/// A filter and the frame of its variables.
struct Closure {
  let node: Unmanaged<Node>
  let frame: Frame
}
