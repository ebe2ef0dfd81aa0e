import Diagnostics
import Providers
import Query
import Rendering
import Script

// The user's own manifests.
extension Launch {
  /// Checks manifests and shows the findings on standard output. The status is that of the worst finding.
  ///
  /// The name of a file without `.jq` is the name of its provider.
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
