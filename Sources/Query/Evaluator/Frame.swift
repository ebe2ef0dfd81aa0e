import JSON

/// The variables and closures of one activation, in the machine's arena: a header (the frame of the surrounding
/// definition, the machine), then slots of 16 bytes, closures first.
struct Frame {
  let base: UnsafeMutableRawPointer

  static let headerSize = 16
  static let slotSize = 16

  @inline(__always) var machine: UnsafeMutablePointer<Machine> {
    base.load(fromByteOffset: 8, as: UnsafeMutablePointer<Machine>.self)
  }

  /// The frame that many definitions further out.
  @inline(__always) func outer(_ levels: Int) -> Frame {
    var frame = base
    for _ in 0..<levels { frame = frame.load(as: UnsafeMutableRawPointer.self) }
    return Frame(base: frame)
  }

  /// A variable.
  @inline(__always) func variable(_ slot: Int) -> UnsafeMutablePointer<Value> {
    (base + Frame.headerSize + slot * Frame.slotSize).assumingMemoryBound(to: Value.self)
  }

  /// A closure argument.
  @inline(__always) func closure(_ slot: Int) -> UnsafeMutablePointer<Closure> {
    (base + Frame.headerSize + slot * Frame.slotSize).assumingMemoryBound(to: Closure.self)
  }
}

/// A filter and the frame that its variables are in.
struct Closure {
  let node: Unmanaged<Node>
  let frame: Frame
}
