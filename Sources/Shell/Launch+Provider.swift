import Diagnostics
import Providers
import Query
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
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFile.contents(of: file == "-" ? "/dev/stdin" : file)
    } catch {
      return [Diagnostic(code: "file", error.description)]
    }
    do throws(Failure) {
      let source = SourceText(name: file, text: try StrictText.string(bytes, of: file, .usage))
      return ProviderClient.findings(inManifest: source, of: ManifestFolder.provider(of: file))
    } catch {
      return [Diagnostic(code: "manifest", error.message, hint: error.hint)]
    }
  }
}
