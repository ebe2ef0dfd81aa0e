import Diagnostics
import JSON
import Query

/// The names and signatures of all providers, for checks, completion and help.
struct ProviderCatalog: Catalog {
  let library: ManifestLibrary

  var providers: [String] { library.names }

  func resources(of provider: String) -> [String] {
    manifest(provider)?.resources.map(\.name) ?? []
  }

  func methods(of provider: String, resource: String) -> [MethodSignature] {
    let endpoints = manifest(provider)?.resource(resource)?.endpoints ?? []
    return endpoints.map { $0.signature(of: provider, manifest(provider)?.documentation) }
  }

  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    guard let manifest = manifest(provider) else { return nil }
    guard let resource else { return name == FreeRequest.method ? FreeRequest.signature(of: provider) : nil }
    return manifest.endpoint(resource, name)?.signature(of: provider, manifest.documentation)
  }

  func isOpen(_ provider: String) -> Bool { manifest(provider)?.open != nil }

  /// A manifest that is wrong says so when it is used or checked; until then it has no methods.
  private func manifest(_ name: String) -> Manifest? { try? library.manifest(name) }
}
