import Glibc
import HTTP

/// Which environment variables and members of the credentials file are secret; reads manifests only where a name alone
/// does not show it.
struct CredentialVariables {
  private static let prefix = "EDUSH_"

  private let library: ManifestLibrary
  private let written: Set<String>

  init(library: ManifestLibrary) {
    self.library = library
    written = library.writtenCredentialVariables
  }

  /// Whether a variable holds a credential that nobody may see.
  func isSecret(_ variable: String) -> Bool {
    guard variable.hasPrefix(Self.prefix) else { return written.contains(variable) }
    let name = variable.dropFirst(Self.prefix.count)
    guard !name.hasSuffix("_URL"), !name.hasPrefix("PARAM_") else { return false }
    if let sure = Self.isSurelySecret(String(name)) { return sure }
    return library.names.contains { provider in
      guard name.hasPrefix(Account.upper(provider) + "_"), let manifest = try? library.manifest(provider) else {
        return false
      }
      return manifest.credentials.contains { $0.isSecret && name.hasSuffix("_" + Account.upper($0.name)) }
    }
  }

  /// Whether a member of the credentials file is secret; what no manifest knows is.
  func isSecret(_ name: String, of account: String) -> Bool {
    if let sure = Self.isSurelySecret(name) { return sure }
    let provider = String(account.prefix { $0 != "@" })
    return (try? library.manifest(provider))?.credential(name)?.isSecret ?? true
  }

  /// What the name shows; nil where only the manifest can tell.
  private static func isSurelySecret(_ name: String) -> Bool? {
    if SecretName.isSecret(name) { return true }
    return LoginData.isOpen(name) || name.lowercased().contains("public") ? false : nil
  }

  /// Whether a variable is that of another provider: whoever writes a manifest must not get that provider's key sent
  /// elsewhere.
  static func isForeign(_ variable: String, to provider: String) -> Bool {
    if variable.hasPrefix(prefix) { return !variable.hasPrefix(Account(provider).variable("")) }
    return embeddedManifests.contains { $0.name != provider && written(in: $0.text).contains(variable) }
  }

  /// The quoted names of the lists `environment: […]` of a manifest.
  ///
  /// Manifests are searched whenever the program starts, so C does it.
  static func written(in manifest: String) -> Set<String> {
    manifest.withCString { text in
      var names: Set<String> = []
      var rest = text
      let key = "environment"
      while let found = strstr(rest, key) {
        rest = UnsafePointer(found) + key.utf8.count
        rest += strspn(rest, "\": \n\t")
        guard rest.pointee == CChar(UInt8(ascii: "[")) else { continue }
        let list = String(decoding: UnsafeRawBufferPointer(start: rest, count: strcspn(rest, "]")), as: UTF8.self)
        let pieces = list.split(separator: "\"", omittingEmptySubsequences: false)
        for index in pieces.indices where index % 2 == 1 { names.insert(String(pieces[index])) }
      }
      return names
    }
  }
}
