public import JSON
import Query

extension CallIntent {
  /// The object that the call is about as it is now: one read by `reads` of its manifest, of a list all its pages.
  ///
  /// nil where no method shows it, and where the read fails.
  public func object() -> Value? { reading.flatMap { reader($0) } }

  /// The call that shows its object; nil where none does.
  var reading: Call? {
    guard let endpoint = prepared.endpoint, let use = prepared.manifest.reading(of: endpoint) else { return nil }
    return try? use.call(for: prepared, ["arguments": arguments])
  }
}
