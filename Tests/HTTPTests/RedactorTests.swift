import HTTP
import Query
import Testing

@Suite struct RedactorTests {
  private let redactor = Redactor([Secret("k3y+/=\"é\\ x")])

  @Test(arguments: [
    ("a k3y+/=\"é\\ x b", "a <redacted> b"),
    (#"{"a":"k3y+/=\"é\\ x"}"#, #"{"a":"<redacted>"}"#),
    (#"{"a":"k3y+\/=\"é\\ x"}"#, #"{"a":"<redacted>"}"#),
    (#"{"a":"k3y+/=\"\u00e9\\ x"}"#, #"{"a":"<redacted>"}"#),
    ("?key=k3y%2B%2F%3D%22%C3%A9%5C%20x&b", "?key=<redacted>&b"),
    ("?key=k3y%2b%2f%3d%22%c3%a9%5c%20x&b", "?key=<redacted>&b"),
    ("key=k3y%2B%2F%3D%22%C3%A9%5C+x&b", "key=<redacted>&b"),
    ("nothing", "nothing"), ("k3y+/=", "k3y+/="), ("", ""),
    ("k3y+/=\"é\\ xk3y+/=\"é\\ x", "<redacted><redacted>"),
  ])
  func `A secret is found in every encoding`(text: String, redacted: String) {
    #expect(redactor.redact(text) == redacted)
    #expect(redactor.redact(Array(text.utf8)) == Array(redacted.utf8))
  }

  @Test(arguments: [
    "c2VjcmV0LWtleQ==", "c2VjcmV0LWtleQ", "dXNlcjpzZWNyZXQta2V5", "YTpzZWNyZXQta2V5", "YWE6c2VjcmV0LWtleTp4",
  ])
  func `A secret is found inside Base64, at any offset`(text: String) {
    let shown = Redactor([Secret("secret-key")]).redact("Basic \(text)!")
    #expect(shown.contains("<redacted>"))
    #expect(!shown.contains("Y3JldC1r") && !shown.contains("ZWNyZXQta2V5") && !shown.contains("NlY3JldC1rZ"))
  }

  @Test func `The longest secret wins`() {
    let redactor = Redactor([Secret("abcdef"), Secret("abcdefgh"), Secret("efgh1234")])
    #expect(redactor.redact("abcdefgh1234") == "<redacted>1234")
    #expect(redactor.redact("abcdefg") == "<redacted>g")
  }

  @Test func `A very short secret does not hide everything`() {
    #expect(
      Redactor([Secret("e"), Secret(""), Secret("admin")]).redact("an admin, seen here")
        == "an admin, seen here")
  }

  @Test func `Secrets can be added later, and temporary ones removed`() {
    let redactor = Redactor()
    redactor.add([Secret("stays-here")])
    for number in 1000..<1600 { redactor.addPassing([Secret("passing-\(number)")]) }
    #expect(redactor.redact("stays-here passing-1599 passing-1000") == "<redacted> <redacted> passing-1000")
  }

  @Test func `A secret does not print itself`() {
    struct Holder {
      let key = Secret("hidden-key")
    }
    var dumped = ""
    dump(Holder(), to: &dumped)
    var request = Request.example()
    request.headers.setSecret("Token", Secret("hidden-key"))
    for text in [
      "\(request)", "\(Secret("hidden-key"))", String(reflecting: Holder()), "\([Secret("hidden-key")])", dumped,
    ] {
      #expect(!text.contains("hidden-key"), "\(text)")
    }
  }

  @Test func `Invalid UTF-8 is unchanged`() {
    let bytes: [UInt8] = [0xff, 0xfe] + Array("secret-key".utf8) + [0xc3]
    #expect(Redactor([Secret("secret-key")]).redact(bytes) == [0xff, 0xfe] + Array("<redacted>".utf8) + [0xc3])
  }

  @Test func `The beginning of a truncated secret is hidden, a similar word is not`() {
    let redactor = Redactor([Secret("k/ey-of-mine-4711")])
    let texts = ["k/ey-of-mi…", "(\"k/ey-of-min...\")", "k%2Fey-of…", "k/ey-…", "k/ey-of-mi", "k/ey-of-milk..."]
    #expect(
      texts.map { redactor.redact($0) } == [
        "<redacted>…", "(\"<redacted>...\")", "<redacted>…", "k/ey-…", "k/ey-of-mi", "k/ey-of-milk...",
      ])
  }

  @Test(arguments: ["a&amp;b&lt;c&quot;d&#39;e", "a&amp;b&lt;c&quot;d'e", "a&amp;b&lt;c&quot;d&#x27;e", "a&b<c\\\"d'e"])
  func `A secret in HTML or JSON is hidden`(text: String) {
    #expect(Redactor([Secret("a&b<c\"d'e")]).redact("<p>\(text)</p>") == "<p><redacted></p>")
  }

  @Test func `A slash escaped by a JSON writer does not hide a Base64 secret`() {
    let redactor = Redactor([Secret("???????")])
    #expect(redactor.redact("Pz8/Pz8/Pw==").hasPrefix("<redacted>"))
    #expect(redactor.redact("Pz8\\/Pz8\\/Pw==").hasPrefix("<redacted>"))
  }
}
