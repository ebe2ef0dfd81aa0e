import Foundation
import Hashing
import JSON
import Testing

/// The JSON Web Token of a Coursepath request.
struct BearerToken {
  static let key = "coursepath-key"
  static let email = "john.smith@example.com"

  private let parts: [Substring]
  let claims: Value

  /// - Parameter header: the value of `Authorization`.
  init(_ header: String) throws {
    try #require(header.hasPrefix("Bearer "))
    parts = header.dropFirst("Bearer ".count).split(separator: ".", omittingEmptySubsequences: false)
    try #require(parts.count == 3)
    claims = try Value.parse(utf8: Self.bytes(parts[1]))
  }

  var identifier: String { claims["jti"]?.json() ?? "" }

  /// As documented: HS256, the e-mail address, the time, a unique id, the academy's key.
  func expectDocumentedForm() throws {
    #expect(String(decoding: try Self.bytes(parts[0]), as: UTF8.self) == #"{"typ":"JWT","alg":"HS256"}"#)
    #expect(Set((claims.object ?? [:]).keys.map(\.string)) == ["email", "iat", "jti"])
    #expect(claims["email"]?.string == Self.email)
    let age = Date().timeIntervalSince1970 - (claims["iat"]?.double ?? 0)
    #expect(abs(age) < 120 && claims["iat"]?.int != nil)
    #expect(claims["jti"]?.kind == .number || claims["jti"]?.kind == .string)
    let signed = Array("\(parts[0]).\(parts[1])".utf8)
    let signature = HashFunction.sha256.authenticationCode(for: signed, key: Array(Self.key.utf8))
    #expect(try Self.bytes(parts[2]) == signature)
  }

  private static func bytes(_ text: Substring) throws -> [UInt8] {
    #expect(!text.contains { "+/=".contains($0) }, "this is Base64, but not for URLs")
    let padded = text.replacing("-", with: "+").replacing("_", with: "/")
    let data = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4))
    return Array(try #require(data))
  }
}
