public import Query

/// How a command line adds an account's credential to a request: the scheme is literal, and each secret is a shell
/// variable.
public struct ShellCredential: Sendable {
  /// The part of the request.
  public enum Place: Sendable {
    case header(String)
    /// A query parameter.
    case query(String)
    /// A user name and password: curl's `-u`.
    case user
  }

  /// Where the credential goes.
  public let place: Place
  /// The value for use within double quotes of `sh`: `Token token=\"$EDUSH_CODERPAD_API_KEY\"`.
  public let value: String
  /// Instructions for obtaining the value of the variable, line by line; empty if it is the credential itself.
  public let advice: [String]

  /// Escapes text for use within double quotes of `sh`.
  public static func escaped(_ text: some StringProtocol) -> String {
    text.reduce(into: "") { result, character in
      if "\"\\$`".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}

extension Sessions {
  /// Returns the credentials for a command line; empty for a provider without authentication.
  public func shellCredentials(of account: Account) throws(Failure) -> [ShellCredential] {
    func field(_ style: FieldAuthentication) -> ShellCredential {
      func filled(_ template: String) -> String { template.quoted { account.variable($0) } }
      return switch style {
      case .header(let style):
        ShellCredential(place: .header(style.header), value: filled(style.value), advice: [])
      case .query(let style):
        ShellCredential(place: .query(style.parameter), value: filled(style.value), advice: [])
      case .basic(let style):
        ShellCredential(place: .user, value: filled("\(style.username):\(style.password)"), advice: [])
      }
    }
    switch try library.need(account.provider).authentication {
    case .none: return []
    case .header(let style): return [field(.header(style))]
    case .query(let style): return [field(.query(style))]
    case .basic(let style): return [field(.basic(style))]
    case .several(let styles): return styles.map(field)
    case .jwt(let style):
      let token = account.variable(style.token)
      let value = style.value.quoted { _ in token }
      return [ShellCredential(place: .header(style.header), value: value, advice: style.advice(account))]
    case .session(let style):
      let token = account.variable(style.token)
      let value = style.value.quoted { _ in token }
      let advice = ["\(token) is the session that a login responds with"]
      return [ShellCredential(place: .header(style.header), value: value, advice: advice)]
    }
  }
}

extension TokenAuthentication {
  /// How to sign a token with openssl.
  fileprivate func advice(_ account: Account) -> [String] {
    let format = claims.map { ",\"\($0.name)\":\"%s\"" }.joined()
    let values = claims.map { claim in " \"" + claim.value.quoted { account.variable($0) } + "\"" }
    let token = account.variable(self.token)
    return [
      "\(token) is a token for one request, signed with the key:",
      "b64() { openssl base64 -A | tr '+/' '-_' | tr -d =; }",
      "jti=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')",
      "head=$(printf '{\"alg\":\"HS256\",\"typ\":\"JWT\"}' | b64)",
      "body=$(printf '{\"jti\":%s,\"iat\":%s\(format)}' $jti $(date +%s)\(values.joined()) | b64)",
      "sign=$(printf %s \"$head.$body\" | openssl dgst -sha256 -hmac \"$\(account.variable(key))\" -binary | b64)",
      "\(token)=$head.$body.$sign",
    ]
  }
}

extension String {
  /// A template for use within double quotes of `sh`, with shell variables in place of credential names.
  fileprivate func quoted(_ variable: (String) -> String) -> String {
    let filled = Template.fill(ShellCredential.escaped(self)) { "${\(variable($0))}" }
    // Use braces only where a letter, digit or underscore follows.
    return filled.replacing(/\$\{(\w+)\}(?!\w)/) { "$\($0.output.1)" }
  }
}
