import Glibc
import HTTP
import Query

/// Determines which environment variables and members of the credentials file are secret. Reads manifests only if the
/// name is not conclusive.
struct CredentialVariables {
  private static let prefix = "EDUSH_"

  private let library: ManifestLibrary
  private let written: Set<String>

  init(library: ManifestLibrary) {
    self.library = library
    written = library.writtenCredentialVariables
  }

  /// Whether a variable contains a secret credential.
  func isSecret(_ variable: String) -> Bool {
    guard variable.hasPrefix(Self.prefix) else { return written.contains(variable) }
    let name = variable.dropFirst(Self.prefix.count)
    guard !name.hasSuffix("_URL"), !name.hasPrefix("PARAM_") else { return false }
    if SecretName.isSecret(String(name)) { return true }
    return library.names.contains { provider in
      let start = Account.upper(provider) + "_"
      guard name.hasPrefix(start) else { return false }
      let rest = "_" + name.dropFirst(start.count)
      func ends(in credential: String) -> Bool { rest.hasSuffix("_" + Account.upper(credential)) }
      if library.writtenOpenCredentials(of: provider).contains(where: ends) { return false }
      return (try? library.manifest(provider))?.credentials.contains { $0.isSecret && ends(in: $0.name) } ?? false
    }
  }

  /// Whether a member of the credentials file is secret. Members unknown to the manifests are.
  func isSecret(_ name: String, of account: String) -> Bool {
    if SecretName.isSecret(name) { return true }
    let provider = String(account.prefix { $0 != "@" })
    if library.writtenOpenCredentials(of: provider).contains(name) { return false }
    return (try? library.manifest(provider))?.credential(name)?.isSecret ?? true
  }

  /// Whether a variable belongs to another provider. Otherwise the author of a manifest could send another provider's
  /// key elsewhere.
  static func isForeign(_ variable: String, to provider: String) -> Bool {
    if variable.hasPrefix(prefix) { return !variable.hasPrefix(Account(provider).variable("")) }
    return embeddedManifests.contains { $0.name != provider && written(in: $0.text).contains(variable) }
  }

  /// The quoted names in the `environment: […]` lists of a manifest.
  ///
  /// Manifests are searched on every start, so this uses C functions.
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

  /// The names before `{… secret: false …}`.
  static func open(in manifest: String) -> Set<String> {
    manifest.withCString { text in
      var names: Set<String> = []
      var rest = text
      while let found = strstr(rest, "secret: false") {
        let before = UnsafeBufferPointer(start: rest, count: UnsafePointer(found) - rest)
        rest = UnsafePointer(found) + 1
        guard let brace = before.lastIndex(of: CChar(UInt8(ascii: "{"))) else { continue }
        let bytes = before[..<brace].map(UInt8.init(bitPattern:)).reversed().drop { ": \"".utf8.contains($0) }
        let name = bytes.prefix { $0 == UInt8(ascii: "_") || $0 >= 0x30 && $0 < 0x3A || $0 >= 0x61 && $0 < 0x7B }
        if !name.isEmpty { names.insert(String(decoding: name.reversed(), as: UTF8.self)) }
      }
      return names
    }
  }
}
