import Diagnostics
import HTTP
import JSON
import Query

/// Checks relations between the members of a manifest: references that lead nowhere, and values that could not be sent.
struct ManifestCheck {
  let manifest: Manifest
  let report: (ManifestPath, ManifestPath.Part, String, String?, Diagnostic.Severity) -> Void

  func run() {
    checkProviderName()
    checkBase()
    checkCredentials()
    if let open = manifest.open { check(open.endpoint, .root["open"]) }
    for resource in manifest.resources {
      let path = ManifestPath.root["resources"][resource.name]
      checkName(resource.name, path)
      for endpoint in resource.endpoints {
        let path = path["methods"][endpoint.name]
        checkName(endpoint.name, path)
        check(endpoint, path)
      }
    }
  }

  func fault(_ path: ManifestPath, _ message: String, _ hint: String? = nil) {
    report(path, .value, message, hint, .error)
  }

  func warn(_ path: ManifestPath, _ message: String, _ hint: String? = nil) {
    report(path, .value, message, hint, .warning)
  }

  /// Reports a name that is not one of the known names.
  func checkKnown(_ name: String, _ known: [String], _ path: ManifestPath, _ message: String) {
    guard !known.contains(name) else { return }
    let all = known.isEmpty ? "there is none" : "known: " + known.map { "`\($0)`" }.joined(separator: ", ")
    fault(path, message, known.nearest(to: name).map { "did you mean `\($0)`?" } ?? all)
  }
}

// MARK: Provider
extension ManifestCheck {
  private func checkProviderName() {
    guard ReservedNames.contains(manifest.name) else { return }
    fault(.root, "cannot be called: `\(manifest.name)` is a word of the language", "give the file another name")
  }

  private func checkBase() {
    guard !manifest.base.isEmpty else { return }
    let path = ManifestPath.root["base"]
    do throws(TransportError) {
      let base = try BaseURL(Template.fill(manifest.base) { _ in "x" })
      if base.origin.scheme != .https, !base.origin.isLoopback {
        warn(path, "is plain http, which is refused for every host but this machine", "use https")
      }
    } catch {
      fault(path, "is none: \(error.message)", error.hint)
    }
  }

  private func checkCredentials() {
    let path = ManifestPath.root["authentication"]
    checkTemplate(manifest.base, .root["base"])
    switch manifest.authentication {
    case .none: break
    case .header(let style): checkTemplate(style.value, path["value"])
    case .query(let style): checkTemplate(style.value, path["value"])
    case .basic(let style):
      checkTemplate(style.username, path["username"])
      checkTemplate(style.password, path["password"])
    case .several(let styles):
      for (index, style) in styles.enumerated() { check(style, path[index]) }
    case .jwt(let style):
      checkToken(style.value, path["value"])
      checkCredential(style.token, path["token"])
      checkCredential(style.key, path["key"])
      for (name, value) in style.claims { checkTemplate(value, path["claims"][name]) }
    case .session(let style):
      checkToken(style.value, path["value"])
      checkCredential(style.token, path["token"])
      let hmac = path["login"]["hmac"]
      if let login = style.hmac {
        checkCredential(login.publicKey, hmac["public_key"])
        checkCredential(login.privateKey, hmac["private_key"])
      }
    }
  }

  private func check(_ style: FieldAuthentication, _ path: ManifestPath) {
    switch style {
    case .header(let style): checkTemplate(style.value, path["value"])
    case .query(let style): checkTemplate(style.value, path["value"])
    case .basic(let style):
      checkTemplate(style.username, path["username"])
      checkTemplate(style.password, path["password"])
    }
  }

  private func checkTemplate(_ text: String, _ path: ManifestPath) {
    for name in Template.names(text) { checkCredential(name, path) }
  }

  private func checkCredential(_ name: String, _ path: ManifestPath) {
    guard !name.isEmpty else { return }
    checkKnown(name, manifest.credentials.map(\.name), path, "names the credential `\(name)`, which is not listed")
  }

  private func checkToken(_ text: String, _ path: ManifestPath) {
    if !text.isEmpty, !Template.names(text).contains("token") {
      fault(path, "has no place for the token", "write `{token}` where it goes")
    }
  }

  private func checkName(_ name: String, _ path: ManifestPath) {
    guard !name.isIdentifier else { return }
    report(path, .name, "has a name that no call can have", "letters, digits and `_`, no digit first", .error)
  }
}
