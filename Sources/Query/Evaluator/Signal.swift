/// How a filter continues after an output: returned by the consumer and by every node on the way back.
struct Signal: Equatable {
  let raw: Int32

  /// The next output is wanted.
  static let proceed = Signal(raw: 0)
  /// No further output is wanted.
  static let stop = Signal(raw: -1)
  /// From a change: the value is to be deleted.
  static let delete = Signal(raw: -2)
  /// From a change: nothing is to be written.
  static let keep = Signal(raw: -4)
  /// A tail call is pending in the machine; used only between a function's body and the node that called it.
  static let tail = Signal(raw: -3)

  /// Unwinds to the activation of a label.
  init(label: Int32) { raw = label &+ 1 }

  private init(raw: Int32) { self.raw = raw }

  /// The number of the label to unwind to.
  var label: Int32? { raw > 0 ? raw - 1 : nil }
}
