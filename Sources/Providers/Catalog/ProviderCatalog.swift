import Diagnostics
import JSON
import Query

/// The names and signatures of all providers, for checks, completion and help.
struct ProviderCatalog: Catalog {
  let library: ManifestLibrary
  var learned = LearnedMethods()
  var defaultProfile: String?

  var providers: [String] { library.names }

  func resources(of provider: String) -> [String] {
    let listed = manifest(provider)?.resources.map(\.name) ?? []
    return listed + learned.resources(of: provider).filter { !listed.contains($0) }
  }

  func methods(of provider: String, resource: String) -> [MethodSignature] {
    guard let manifest = manifest(provider) else { return [] }
    let listed = manifest.resource(resource)?.endpoints ?? []
    let known = listed.map(\.name)
    let others = learned.methods(of: provider, resource).filter { !known.contains($0) }
    let endpoints = listed + others.compactMap { manifest.endpoint(resource, $0) }
    return endpoints.map { $0.signature(of: provider, manifest.documentation) }
  }

  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    guard let manifest = manifest(provider) else { return nil }
    guard let resource else { return name == FreeRequest.method ? FreeRequest.signature(of: provider) : nil }
    return manifest.endpoint(resource, name)?.signature(of: provider, manifest.documentation)
  }

  func isOpen(_ provider: String) -> Bool { manifest(provider)?.open != nil }

  /// The manifest of a provider. An invalid one is reported when it is used or checked; here it has no methods.
  private func manifest(_ name: String) -> Manifest? { try? library.manifest(name) }
}
