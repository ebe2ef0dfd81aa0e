import Diagnostics

/// A manifest whose text is read when it is first needed.
public struct ManifestSource: Sendable {
  /// The provider: the file's name without `.jq`.
  public let name: String
  /// Reads the text; nil where that fails.
  let read: @Sendable () -> SourceText?

  /// Makes one that is read later.
  public init(name: String, read: @escaping @Sendable () -> String?) {
    self.name = name
    self.read = { read().map { SourceText(name: "\(name).jq", text: $0) } }
  }

  /// Makes one with that text.
  public init(name: String, text: String) {
    self.init(name: name) { text }
  }

  /// Makes one with that text, which has a name of its own in messages.
  init(name: String, source: SourceText) {
    self.name = name
    read = { source }
  }
}

extension ManifestSource {
  /// Those of the program.
  static let embedded = embeddedManifests.map { ManifestSource(name: $0.name, text: $0.text) }
}
