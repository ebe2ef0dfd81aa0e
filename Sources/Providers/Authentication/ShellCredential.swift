public import Query

/// How a command line puts an account's credential into a request: the scheme as it is, each secret as a variable of the
/// shell.
public struct ShellCredential: Sendable {
  public enum Place: Sendable {
    case header(String)
    /// A parameter of the query.
    case query(String)
    /// A user name and a password: `-u`.
    case user
  }

  public let place: Place
  /// For double quotes of `sh`: `Token token=\"$EDUSH_CODERPAD_API_KEY\"`.
  public let value: String
  /// How to get what the variable holds, line by line; empty where it is the credential as it is.
  public let advice: [String]

  /// A text within double quotes of `sh`.
  public static func escaped(_ text: some StringProtocol) -> String {
    text.reduce(into: "") { result, character in
      if "\"\\$`".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}

extension Sessions {
  /// None for a provider without credentials.
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
  /// A template for double quotes of `sh`, with variables of the shell in place of the names.
  fileprivate func quoted(_ variable: (String) -> String) -> String {
    let filled = Template.fill(ShellCredential.escaped(self)) { "${\(variable($0))}" }
    // Braces only where a name would go on.
    return filled.replacing(/\$\{(\w+)\}(?!\w)/) { "$\($0.output.1)" }
  }
}
