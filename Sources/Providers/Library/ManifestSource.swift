import Diagnostics
import JSON

/// A manifest whose text is read on first use.
public struct ManifestSource: Sendable {
  /// The name of the provider: the file name without `.jq`.
  public let name: String
  /// The name in messages.
  private let title: String
  private let bytes: @Sendable () -> [UInt8]?

  /// Creates a source that is read later. `read` returns nil on failure.
  public init(name: String, read: @escaping @Sendable () -> [UInt8]?) {
    self.name = name
    title = "\(name).jq"
    bytes = read
  }

  /// Creates a source from a text.
  public init(name: String, text: String) {
    self.init(name: name) { Array(text.utf8) }
  }

  /// Creates a source from a text with its own name for messages.
  init(name: String, source: SourceText) {
    self.name = name
    title = source.name
    bytes = { Array(source.text.utf8) }
  }

  /// The text for searching, with invalid bytes replaced; nil if it cannot be read.
  func read() -> SourceText? {
    bytes().map { SourceText(name: title, text: String(decoding: $0, as: UTF8.self)) }
  }

  /// The text for evaluation. Throws if it is not valid UTF-8.
  func text() throws(Diagnostics) -> SourceText {
    guard let bytes = bytes() else {
      throw Diagnostics([Diagnostic(code: "manifest", "the manifest \(name).jq cannot be read")])
    }
    do throws(EncodingFault) {
      return SourceText(name: title, text: try TextDecoder.string(bytes))
    } catch {
      throw Diagnostics([
        Diagnostic(code: "manifest", "\(title):\(error.line): \(error.message)", hint: "save it as UTF-8")
      ])
    }
  }
}

extension ManifestSource {
  /// The built-in manifests.
  static let embedded = embeddedManifests.map { ManifestSource(name: $0.name, text: $0.text) }
}
