import JSON

extension ManifestReader {
  func authentication(_ fields: FieldReader) -> Authentication {
    if fields.isArray("authentication") { return .several(fields.elements("authentication").compactMap(part)) }
    guard let member = fields.nested("authentication") else { return .none }
    defer { member.finish() }
    let style = member.required("style")
    guard Self.styles.contains(style) else {
      member.ignoreOthers()
      if !style.isEmpty { member.refuse("style", style, knowing: Self.styles) }
      return .none
    }
    if style == "basic" {
      return .basic(
        BasicAuthentication(username: member.required("username"), password: member.required("password")))
    }
    let value = member.required("value")
    if style == "query" {
      return .query(QueryAuthentication(parameter: member.required("parameter"), value: value))
    }
    let header = member.required("header")
    switch style {
    case "header": return .header(HeaderAuthentication(header: header, value: value))
    case "jwt":
      return .jwt(
        TokenAuthentication(
          header: header, value: value, token: member.required("token"), key: member.required("key"),
          claims: member.members("claims").map { ($0.name, text($0.value, at: $0.path)) }))
    case "session": return .session(session(member, header, value))
    default: return .none
    }
  }

  /// Reads one of several headers and query parameters.
  private func part(_ value: Value, _ path: ManifestPath) -> FieldAuthentication? {
    let member = self.fields(value, at: path)
    defer { member.finish() }
    switch member.required("style") {
    case "header":
      return .header(HeaderAuthentication(header: member.required("header"), value: member.required("value")))
    case "query":
      return .query(QueryAuthentication(parameter: member.required("parameter"), value: member.required("value")))
    case "basic":
      return .basic(BasicAuthentication(username: member.required("username"), password: member.required("password")))
    case let style:
      member.ignoreOthers()
      if !style.isEmpty { member.refuse("style", style, knowing: ["header", "query", "basic"]) }
      return nil
    }
  }

  private static let styles = ["header", "query", "basic", "jwt", "session"]

  private func session(_ member: FieldReader, _ header: String, _ value: String) -> SessionAuthentication {
    let login = member.nested("login")
    defer { login?.finish() }
    return SessionAuthentication(
      header: header, value: value, token: member.required("token"),
      session: login.flatMap { filter($0, "session") }, hmac: login?.nested("hmac").map(signedLogin))
  }

  private func signedLogin(_ fields: FieldReader) -> SignedLogin {
    defer { fields.finish() }
    return SignedLogin(
      entity: fields.required("entity"), method: fields.required("method"), publicKey: fields.required("public_key"),
      privateKey: fields.required("private_key"), salt: fields.required("salt"))
  }
}
