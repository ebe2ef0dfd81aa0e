import JSON
import Rendering

/// What shows results: asked again for each one, since a window changes its size and answers come in.
struct Display: Sendable {
  /// Where the output goes and how it may look there.
  var options: @Sendable () -> RenderingOptions
  /// Shows results that are longer than the screen; nil prints them.
  var pager: @Sendable () -> Pager? = { nil }
  /// Facts about a result that its values do not show.
  var hints: @Sendable (Value) -> ResultHints = { _ in ResultHints() }

  /// A pipe or a file.
  static let plain = Display(options: { .plain })
}
