import JSON
import Threads

/// Collects the texts of a run into which a null was interpolated, as in `"Dear \(.name)"`; a write must not send them.
/// Safe to use from several threads.
///
/// Texts are recognised by content, wherever they were built: in the argument itself, in a `let` or in a function. They
/// are also found within longer texts.
public final class NullTexts: Sendable {
  /// The maximum number of texts kept; later ones are not recognised.
  private static let most = 100_000
  /// The maximum number of texts searched for within longer texts, and their minimum length: a `null` on its own may be
  /// an ordinary word.
  private static let (mostParts, shortestPart) = (1000, 6)

  private struct Known {
    var whole: Set<Text> = []
    var parts: [String] = []
  }

  private let texts = Locked(Known())

  /// Creates an empty collection.
  public init() {}

  func note(_ text: Text) {
    texts.withLock { known in
      guard known.whole.count < Self.most, known.whole.insert(text).inserted else { return }
      let string = text.string
      if known.parts.count < Self.mostParts, string.utf8.count >= Self.shortestPart { known.parts.append(string) }
    }
  }

  func holds(_ text: Text) -> Bool {
    texts.withLock { known in
      guard !known.whole.contains(text) else { return true }
      guard !known.parts.isEmpty else { return false }
      let string = text.string
      return known.parts.contains { string.contains($0) }
    }
  }

  /// Returns the first of the texts found in a value, or nil.
  func first(in value: Value) -> Text? {
    guard texts.withLock({ !$0.whole.isEmpty }) else { return nil }
    return search(value)
  }

  private func search(_ value: Value) -> Text? {
    if let text = value.text { return holds(text) ? text : nil }
    if let array = value.array { return array.lazy.compactMap(search).first }
    return value.object?.lazy.compactMap { search($0.value) }.first
  }
}

/// A text built from the input, recorded if the input is null.
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
