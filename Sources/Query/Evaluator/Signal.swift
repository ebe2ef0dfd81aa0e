/// How a run of a filter goes on after an output: the answer of the consumer, and of every node on the way back.
struct Signal: Equatable {
  let raw: Int32

  /// The next output is wanted.
  static let proceed = Signal(raw: 0)
  /// No further output is wanted.
  static let stop = Signal(raw: -1)
  /// Of a change to a place: the place is to be deleted.
  static let delete = Signal(raw: -2)
  /// Of a change to a place: nothing is to be written there.
  static let keep = Signal(raw: -4)
  /// A tail call is pending in the machine; only between a function's body and the node that called it.
  static let tail = Signal(raw: -3)

  /// Unwinds to the activation of a label.
  init(label: Int32) { raw = label &+ 1 }

  private init(raw: Int32) { self.raw = raw }

  /// The number of the label it unwinds to.
  var label: Int32? { raw > 0 ? raw - 1 : nil }
}
