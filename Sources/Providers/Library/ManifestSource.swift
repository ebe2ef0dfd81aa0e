import Diagnostics
import JSON

/// A manifest whose text is read when it is first needed.
public struct ManifestSource: Sendable {
  /// The provider: the file's name without `.jq`.
  public let name: String
  /// Its name in messages.
  private let title: String
  private let bytes: @Sendable () -> [UInt8]?

  /// Makes one that is read later; nil where that fails.
  public init(name: String, read: @escaping @Sendable () -> [UInt8]?) {
    self.name = name
    title = "\(name).jq"
    bytes = read
  }

  /// Makes one with that text.
  public init(name: String, text: String) {
    self.init(name: name) { Array(text.utf8) }
  }

  /// Makes one with that text, which has a name of its own in messages.
  init(name: String, source: SourceText) {
    self.name = name
    title = source.name
    bytes = { Array(source.text.utf8) }
  }

  /// The text to search, whatever it is; nil where it cannot be read.
  func read() -> SourceText? {
    bytes().map { SourceText(name: title, text: String(decoding: $0, as: UTF8.self)) }
  }

  /// The text to evaluate: not one of its bytes is replaced.
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
  /// Those of the program.
  static let embedded = embeddedManifests.map { ManifestSource(name: $0.name, text: $0.text) }
}
