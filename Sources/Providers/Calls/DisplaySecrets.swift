public import JSON
import Synchronization

/// The secret parts of answers, which expressions keep and which are hidden where whole results are shown.
///
/// Thread-safe; only the latest are remembered.
public final class DisplaySecrets: Sendable {
  private struct State {
    var masks: [Text: Text] = [:]
    var order: [Text] = []
  }

  /// A list of that many pads has its drawings hidden on every screen.
  private static let limit = 65536
  private let state = Mutex(State())

  init() {}

  /// Remembers texts and what is shown in their place.
  func insert(_ masks: [(text: Text, shown: Text)]) {
    guard !masks.isEmpty else { return }
    state.withLock { state in
      for (text, shown) in masks where state.masks.updateValue(shown, forKey: text) == nil { state.order.append(text) }
      guard state.order.count > 2 * Self.limit else { return }
      for text in state.order.dropLast(Self.limit) { state.masks[text] = nil }
      state.order = state.order.suffix(Self.limit)
    }
  }

  /// What is shown in place of a text that holds a secret; nil where it holds none.
  public func mask(_ text: Text) -> Text? { state.withLock { $0.masks[text] } }
}
