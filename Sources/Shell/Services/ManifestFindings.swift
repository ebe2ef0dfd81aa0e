import Diagnostics
import Providers
import Synchronization

/// Reports faults in the user's manifests.
final class ManifestFindings: Sendable {
  private let client: ProviderClient
  private let folder: ManifestFolder
  /// The providers that the user's manifests describe or change.
  private let names: [String]
  /// The manifests whose faults have been reported.
  private let reported = Mutex<Set<String>>([])

  init(_ client: ProviderClient, _ folder: ManifestFolder, names: [String]) {
    self.client = client
    self.folder = folder
    self.names = names
  }

  var all: [Diagnostic] { names.flatMap { client.findings(in: $0) } }

  /// The faults of the manifests that the given errors concern.
  func behind(_ mistakes: [Diagnostic]) -> [Diagnostic] {
    manifests(behind: mistakes).flatMap { client.findings(in: $0) }
  }

  /// A line for each manifest in use with unreported faults, except those that the given errors concern; `behind`
  /// returns these.
  func inUse(besides mistakes: [Diagnostic]) -> [String] {
    let named = Set(manifests(behind: mistakes))
    let used = client.usedProviders
    let news = reported.withLock { reported in
      names.filter { used.contains($0) && reported.insert($0).inserted }
    }
    return news.filter { !named.contains($0) }.compactMap { name in
      let count = client.findings(in: name).count
      let path = "\(folder.path)/\(name).jq"
      let faults =
        count == 1
        ? "a fault; `edush provider check \(path)` shows it"
        : "\(count) faults; `edush provider check \(path)` shows them"
      return count == 0 ? nil : "providers/\(name).jq has \(faults)"
    }
  }

  private func manifests(behind mistakes: [Diagnostic]) -> [String] {
    guard !mistakes.isEmpty, !names.isEmpty else { return [] }
    let words = Set(
      mistakes.flatMap { $0.message.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init) })
    return names.filter(words.contains)
  }
}
