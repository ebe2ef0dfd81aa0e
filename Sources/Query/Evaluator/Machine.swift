import JSON

/// The state of an evaluating thread: the arena of frames and the polling counters.
struct Machine {
  var top: UnsafeMutableRawPointer
  var end: UnsafeMutableRawPointer
  /// The index of the block that contains `top`.
  var block: Int
  /// The number of outputs until the next check of cancellation and memory.
  var ticks: Int32
  var nextLabel: Int32
  /// The lowest address that the stack may reach.
  var stackLimit: UInt
  /// A pending tail call, to be run by the loop in `CallNode`.
  var pending: TailCall?
  let context: Unmanaged<EvaluationContext>

  /// A call that replaces the running one.
  struct TailCall {
    let function: Unmanaged<Function>
    let frame: Frame
    let input: Value
  }

  /// A position in the arena to return to.
  struct Mark {
    let top: UnsafeMutableRawPointer
    let end: UnsafeMutableRawPointer
    let block: Int
  }

  @inline(__always) var mark: Mark { Mark(top: top, end: end, block: block) }

  @inline(__always) mutating func reset(to mark: Mark) {
    top = mark.top
    end = mark.end
    block = mark.block
  }

  /// Allocates a frame; its slots are not initialised.
  @inline(__always) mutating func allocate(slots: Int) -> UnsafeMutableRawPointer {
    let size = Frame.headerSize + slots * Frame.slotSize
    if top + size > end { openBlock(size) }
    let base = top
    top += size
    return base
  }

  private mutating func openBlock(_ size: Int) {
    block += 1
    let memory = context._withUnsafeGuaranteedRef { $0.arena.block(block, atLeast: size) }
    guard let base = memory.baseAddress else { return }
    top = base
    end = base + memory.count
  }

  /// Returns a signal that is unique to one activation of a label.
  @inline(__always) mutating func label() -> Signal {
    let label = nextLabel
    nextLabel = (nextLabel &+ 1) & 0x3FFF_FFFF
    return Signal(label: label)
  }
}

extension Frame {
  /// Pushes a frame whose variables are `null`; the caller must set the closures.
  @inline(__always)
  static func push(_ machine: UnsafeMutablePointer<Machine>, outer: Frame, closures: Int, variables: Int) -> Frame {
    let base = machine.pointee.allocate(slots: closures + variables)
    base.storeBytes(of: outer.base, as: UnsafeMutableRawPointer.self)
    base.storeBytes(of: machine, toByteOffset: 8, as: UnsafeMutablePointer<Machine>.self)
    let frame = Frame(base: base)
    for slot in closures..<closures + variables { frame.variable(slot).initialize(to: .null) }
    return frame
  }

  /// Deinitialises the variables.
  @inline(__always) func release(closures: Int, variables: Int) {
    if variables > 0 { variable(closures).deinitialize(count: variables) }
  }

  /// Counts an output and polls the context at intervals.
  @inline(__always) func tick() throws(Thrown) {
    machine.pointee.ticks &-= 1
    if machine.pointee.ticks < 0 { try poll() }
  }

  @inline(never) func poll(afterMuchMemory: Bool = false) throws(Thrown) {
    machine.pointee.ticks = EvaluationContext.ticks
    let context = machine.pointee.context.takeUnretainedValue()
    if let fault = context.poll(afterMuchMemory: afterMuchMemory) { throw Thrown(fault) }
  }

  /// Counts a large value as several outputs. Otherwise a value that doubles repeatedly could fill the memory between
  /// two checks.
  @inline(__always) func count(_ value: borrowing Value) throws(Thrown) {
    let size: Int
    switch value {
    case .array(let elements): size = elements.count
    case .slice(let view): size = view.count
    case .text(let text): size = text.utf8Count >> 4
    default: return
    }
    if size > Int(EvaluationContext.ticks) { try countLong(size) }
  }

  @inline(never) private func countLong(_ size: Int) throws(Thrown) {
    machine.pointee.ticks &-= Int32(clamping: size >> 4)
    guard machine.pointee.ticks < 0 else { return }
    try poll(afterMuchMemory: size > 1 << 18)
  }

  /// Throws when the stack is almost used up.
  @inline(__always) func checkDepth() throws(Thrown) {
    var here: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
    if address < machine.pointee.stackLimit { throw Thrown(.limit("Too deeply nested evaluation")) }
  }

  @inline(__always) var context: EvaluationContext { machine.pointee.context.takeUnretainedValue() }
}
