import Diagnostics
import Providers
import Rendering
import Script

// Manifests of the user's own.
extension Launch {
  /// Checks manifests and shows the findings on standard output; the worst finding decides the status.
  ///
  /// A file's name without `.jq` is its provider's.
  public func checkManifests(files: [String], format: CheckFormat) -> Int32 {
    show(files.map { CheckReport(Self.manifestFindings($0)) }, format: format)
  }

  private static func manifestFindings(_ file: String) -> [Diagnostic] {
    do throws(FileError) {
      let bytes = try LocalFile.contents(of: file == "-" ? "/dev/stdin" : file)
      let source = SourceText(name: file, text: String(decoding: bytes, as: UTF8.self))
      return ProviderClient.findings(inManifest: source, of: ManifestFolder.provider(of: file))
    } catch {
      return [Diagnostic(code: "file", error.description)]
    }
  }
}
