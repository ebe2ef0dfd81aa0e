import JSON
import Rendering

/// How results are displayed. Queried for each result, since the window may be resized and responses arrive.
struct Display: Sendable {
  /// The destination of output and its capabilities.
  var options: @Sendable () -> RenderingOptions
  /// The pager for results longer than the screen; nil prints them directly.
  var pager: @Sendable () -> Pager? = { nil }
  /// Information about a result that its values do not contain.
  var hints: @Sendable (Value) -> ResultHints = { _ in ResultHints() }

  /// For a pipe or file.
  static let plain = Display(options: { .plain })
}
