import JSON

extension ManifestReader {
  func authentication(_ fields: FieldReader) -> Authentication {
    guard let member = fields.nested("authentication") else { return .none }
    defer { member.finish() }
    let header = member.required("header")
    let value = member.required("value")
    switch member.required("style") {
    case "header": return .header(HeaderAuthentication(header: header, value: value))
    case "jwt":
      return .jwt(
        TokenAuthentication(
          header: header, value: value, token: member.required("token"), key: member.required("key"),
          claims: member.members("claims").map { ($0.name, $0.value.string ?? "") }))
    case "session": return .session(session(member, header, value))
    default:
      member.fault("style", "cannot be that", "one of header, jwt, session")
      return .none
    }
  }

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
