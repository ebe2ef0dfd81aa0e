public import JSON
import Synchronization

/// The secrets in responses. Expressions can access them, but they are hidden when whole results are displayed.
///
/// Thread-safe. Only the latest secrets are remembered.
public final class DisplaySecrets: Sendable {
  private struct State {
    var masks: [Text: Text] = [:]
    var order: [Text] = []
  }

  /// Enough to hide the drawings in a list of this many pads.
  private static let limit = 65536
  private let state = Mutex(State())

  init() {}

  /// Remembers texts and their replacements for display.
  func insert(_ masks: [(text: Text, shown: Text)]) {
    guard !masks.isEmpty else { return }
    state.withLock { state in
      for (text, shown) in masks where state.masks.updateValue(shown, forKey: text) == nil { state.order.append(text) }
      guard state.order.count > 2 * Self.limit else { return }
      for text in state.order.dropLast(Self.limit) { state.masks[text] = nil }
      state.order = state.order.suffix(Self.limit)
    }
  }

  /// The replacement for a text that contains a secret; nil if it contains none.
  public func mask(_ text: Text) -> Text? { state.withLock { $0.masks[text] } }
}
