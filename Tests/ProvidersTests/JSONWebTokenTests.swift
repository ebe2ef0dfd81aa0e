import HTTP
import JSON
import Testing

@testable import Providers

@Suite struct JSONWebTokenTests {
  /// The signature by `openssl dgst -sha256 -hmac coursepath-key` of the document's example claims.
  static let example =
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJqdGkiOjUwODg3MDEzOCwiaWF0IjoxNDMxNDI2NTQxLCJlbWFpbCI6ImpvaG4uc21pdGhAZXhhbXBsZS5jb20ifQ.kjOkS0226CyN09dD6fKycve4rzLxoAZwFSO2zRR9Pyg"

  @Test func `A token is signed with HMAC SHA-256`() {
    let claims: Object = ["jti": 508_870_138, "iat": 1_431_426_541, "email": "john.smith@example.com"]
    #expect(JSONWebToken.sign(claims, key: "coursepath-key") == Self.example)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{FF}\u{FE}?>", "w7_Dvj8-"),
  ])
  func `Bytes are encoded as Base64 for URLs`(text: String, encoded: String) {
    #expect(Base64.forURLs(Array(text.utf8)) == encoded)
  }
}
