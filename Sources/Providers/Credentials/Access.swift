import HTTP
import Hashing
import JSON
import Query

/// The credential of an account, as far as it can be determined without a request.
enum Access: Sendable {
  case none
  /// A value for a header or query parameter.
  case header(String, source: CredentialSource)
  /// One value for each of several headers and parameters; nil for a missing optional credential.
  case fields([String?], source: CredentialSource)
  /// A key to sign tokens with.
  case signed(key: String, claims: [(name: String, value: String)], source: CredentialSource)
  /// An existing token or session id.
  case token(String, source: CredentialSource)
  /// A key pair with which to open a session first.
  case keys(SignedLogin, publicKey: String, privateKey: String, source: CredentialSource)

  var source: CredentialSource? {
    switch self {
    case .none: nil
    case .header(_, let source), .fields(_, let source), .signed(_, _, let source), .token(_, let source),
      .keys(_, _, _, let source):
      source
    }
  }

  /// Distinguishes credentials without revealing them.
  var fingerprint: String {
    let text: String
    switch self {
    case .none: text = ""
    case .header(let value, _), .token(let value, _): text = value
    case .fields(let values, _): text = values.map { $0 ?? "" }.joined(separator: "\n")
    case .signed(let key, _, _): text = key
    case .keys(_, let publicKey, _, _): text = publicKey
    }
    return String(Hexadecimal.text(HashFunction.sha256.digest(of: Array(text.utf8))).prefix(16))
  }
}

extension CredentialStore {
  /// The credential of an account. Throws `auth` with instructions to log in if there is none.
  func access(_ account: Account, _ manifest: Manifest) throws(Failure) -> Access {
    switch manifest.authentication {
    case .none: return .none
    case .header(let style): return try access(.header(style), account, manifest) ?? .none
    case .query(let style): return try access(.query(style), account, manifest) ?? .none
    case .basic(let style): return try access(.basic(style), account, manifest) ?? .none
    case .several(let styles): return try access(styles, account, manifest)
    case .jwt(let style): return try access(style, account, manifest)
    case .session(let style): return try access(style, account, manifest)
    }
  }

  private func access(
    _ styles: [FieldAuthentication], _ account: Account, _ manifest: Manifest
  ) throws(Failure) -> Access {
    var values: [String?] = []
    var sources: [CredentialSource] = []
    for style in styles {
      guard case .header(let value, let source)? = try access(style, account, manifest) else {
        values.append(nil)
        continue
      }
      values.append(value)
      if !style.credentials.isEmpty { sources.append(source) }
    }
    return .fields(values, source: sources.min { $0.rank < $1.rank } ?? .login)
  }

  /// One header or parameter; nil if its credentials are optional and none of them is known.
  private func access(
    _ style: FieldAuthentication, _ account: Account, _ manifest: Manifest
  ) throws(Failure) -> Access? {
    var values: [String: Found] = [:]
    for name in style.credentials where values[name] == nil {
      if manifest.credential(name)?.isOptional == true {
        values[name] = try find(name, account, manifest)
      } else {
        values[name] = try need(name, account, manifest)
      }
    }
    guard !values.isEmpty || style.credentials.isEmpty else { return nil }
    let filled = style.value { values[$0]?.value ?? "" }
    return .header(filled, source: values.values.map(\.source).min { $0.rank < $1.rank } ?? .login)
  }

  private func access(
    _ style: TokenAuthentication, _ account: Account, _ manifest: Manifest
  ) throws(Failure) -> Access {
    let token = try find(style.token, account, manifest)
    let key = try find(style.key, account, manifest)
    if let token, token.source.rank <= key?.source.rank ?? .max { return .token(token.value, source: token.source) }
    guard let signing = key else { throw missing(style.key, account) }
    var claims: [(name: String, value: String)] = []
    for (name, template) in style.claims {
      var values: [String: String] = [:]
      for part in Template.names(template) { values[part] = try need(part, account, manifest).value }
      claims.append((name, Template.fill(template) { values[$0] ?? "" }))
    }
    return .signed(key: signing.value, claims: claims, source: signing.source)
  }

  private func access(
    _ style: SessionAuthentication, _ account: Account, _ manifest: Manifest
  ) throws(Failure) -> Access {
    if let token = try find(style.token, account, manifest) { return .token(token.value, source: token.source) }
    if let keys = try keys(style, account, manifest) { return keys }
    throw missing(style.token, account)
  }

  /// The key pair that opens a session; nil if a key is missing.
  func keys(_ style: SessionAuthentication, _ account: Account, _ manifest: Manifest) throws(Failure) -> Access? {
    guard let login = style.hmac, let publicKey = try find(login.publicKey, account, manifest),
      let privateKey = try find(login.privateKey, account, manifest)
    else { return nil }
    return .keys(login, publicKey: publicKey.value, privateKey: privateKey.value, source: privateKey.source)
  }

  private func need(_ name: String, _ account: Account, _ manifest: Manifest) throws(Failure) -> Found {
    guard let found = try find(name, account, manifest) else { throw missing(name, account) }
    return found
  }

  private func missing(_ name: String, _ account: Account) -> Failure {
    Failure(
      .auth, "not logged in to \(account)", provider: account.provider,
      hint: "`login \(account)`, or set \(account.variable(name))")
  }
}

extension FieldAuthentication {
  /// The value of the header or query parameter.
  fileprivate func value(_ credential: (String) -> String) -> String {
    switch self {
    case .header(let style): Template.fill(style.value, credential)
    case .query(let style): Template.fill(style.value, credential)
    case .basic(let style): style.value(credential)
    }
  }
}

extension BasicAuthentication {
  /// The value of the header.
  fileprivate func value(_ credential: (String) -> String) -> String {
    let text = Template.fill(username, credential) + ":" + Template.fill(password, credential)
    return "Basic " + Base64.padded(Array(text.utf8))
  }
}
