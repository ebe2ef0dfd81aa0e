import JSON
import Threads

/// The texts of a run into which a null was put, `"Dear \(.name)"`: a write must not send one. Safe to use from many
/// threads.
///
/// They are known by what they say, wherever they came to be: in the argument itself, in a `let`, in a function.
public final class NullTexts: Sendable {
  /// How many are kept; those after them are not known.
  private static let most = 100_000

  private let texts = Locked<Set<Text>>([])

  public init() {}

  func note(_ text: Text) {
    texts.withLock { if $0.count < Self.most { $0.insert(text) } }
  }

  func holds(_ text: Text) -> Bool { texts.withLock { $0.contains(text) } }

  /// The first of them in a value; nil where there is none.
  func first(in value: Value) -> Text? {
    guard texts.withLock({ !$0.isEmpty }) else { return nil }
    return search(value)
  }

  private func search(_ value: Value) -> Text? {
    if let text = value.text { return holds(text) ? text : nil }
    if let array = value.array { return array.lazy.compactMap(search).first }
    return value.object?.lazy.compactMap { search($0.value) }.first
  }
}

/// A text of the input, which is told where that is null.
final class NullTextNode: Node, @unchecked Sendable {
  private let inner: Node

  init(_ inner: Node) {
    self.inner = inner
    super.init(isScalar: inner.isScalar)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try yield(try one(input, frame))
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let isNull = input.isNull
    let value = try inner.one(input, frame)
    if isNull, let text = value.text { frame.context.nullTexts?.note(text) }
    return value
  }
}
