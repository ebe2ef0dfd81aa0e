import Hashing
import Testing

@Suite struct HashingTests {
  @Test(
    "Digests match FIPS 180-4's examples",
    arguments: [
      (HashFunction.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (
        .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func digests(function: HashFunction, text: String, expected: String) {
    #expect(Hexadecimal.text(function.digest(of: Array(text.utf8))) == expected)
  }

  @Test(
    "Authentication codes match RFC 2202 and RFC 4231",
    arguments: [
      (
        HashFunction.sha1, Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"
      ),
      (
        .sha1, [UInt8](repeating: 0xAA, count: 80),
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), "aa4ae5e15272d00e95705637ce8a3b55ed402112"
      ),
      (
        .sha256, Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        .sha256, [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
    ])
  func codes(function: HashFunction, key: [UInt8], message: [UInt8], expected: String) {
    let code = function.authenticationCode(for: message, key: key)
    #expect(Hexadecimal.text(code) == expected)
    #expect(function.isAuthenticationCode(code, for: message, key: key))
    var other = code
    other[other.count - 1] ^= 1
    #expect(!function.isAuthenticationCode(other, for: message, key: key))
    #expect(!function.isAuthenticationCode(Array(code.dropLast()), for: message, key: key))
  }

  @Test("An empty key is valid")
  func emptyKey() {
    let code = HashFunction.sha256.authenticationCode(for: [], key: [])
    #expect(Hexadecimal.text(code) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
  }

  @Test("The library reports its version")
  func version() throws {
    #expect(try #require(HashFunction.libraryVersion).hasPrefix("OpenSSL "))
  }
}
