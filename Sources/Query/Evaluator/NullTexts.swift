import JSON
import Threads

/// The texts of a run into which a null was put, `"Dear \(.name)"`: a write must not send one. Safe to use from many
/// threads.
///
/// They are known by what they say, wherever they came to be: in the argument itself, in a `let`, in a function; also as
/// parts of longer texts.
public final class NullTexts: Sendable {
  /// How many are kept; those after them are not known.
  private static let most = 100_000
  /// How many are looked for in longer texts, and how long they are at least: a `null` alone may be a word.
  private static let (mostParts, shortestPart) = (1000, 6)

  private struct Known {
    var whole: Set<Text> = []
    var parts: [String] = []
  }

  private let texts = Locked(Known())

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

  /// The first of them in a value; nil where there is none.
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
