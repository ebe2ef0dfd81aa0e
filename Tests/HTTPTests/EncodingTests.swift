import HTTP
import Query
import Testing

@Suite struct EncodingTests {
  @Test(arguments: [
    ("abc-._~09AZ", "abc-._~09AZ"), ("a b", "a%20b"), ("a/b", "a%2Fb"), ("..", "%2E%2E"), (".", "%2E"),
    ("...", "..."), ("a..b", "a..b"), ("../../x", "..%2F..%2Fx"), ("é", "%C3%A9"), ("%2F", "%252F"), ("a+b", "a%2Bb"),
    ("?#&=;@:", "%3F%23%26%3D%3B%40%3A"), ("\u{0}\r\n", "%00%0D%0A"), ("\\", "%5C"), ("👍", "%F0%9F%91%8D"),
  ])
  func `A path segment stays a single segment`(text: String, encoded: String) {
    #expect(PercentEncoding.pathSegment(text) == encoded)
    #expect(PercentEncoding.decode(encoded) == text)
  }

  @Test(arguments: [
    ("a b", "a%20b"), ("a+b", "a%2Bb"), ("mail[subject]", "mail%5Bsubject%5D"), ("ö&=#", "%C3%B6%26%3D%23"),
    ("..", ".."), ("a/b?c", "a%2Fb%3Fc"),
  ])
  func `Query components are encoded`(text: String, encoded: String) {
    #expect(PercentEncoding.queryPart(text) == encoded)
  }

  @Test(arguments: [
    ("a b", "a+b"), ("a+b", "a%2Bb"), ("mail[subject]", "mail%5Bsubject%5D"), ("*-._", "*-._"), ("~", "%7E"),
    ("'()!", "%27%28%29%21"), ("é\r\n", "%C3%A9%0D%0A"), ("", ""),
  ])
  func `A form is encoded as browsers do`(text: String, encoded: String) {
    let form = PercentEncoding.form([("n", text), (text, "v")])
    #expect(String(decoding: form, as: UTF8.self) == "n=\(encoded)&\(encoded)=v")
  }

  @Test(arguments: ["%", "%4", "%zz", "%C3", "a%FF"])
  func `An invalid escape decodes to nothing`(text: String) {
    #expect(PercentEncoding.decode(text) == nil)
  }

  @Test func `A request's URL consists of its encoded components`() throws {
    let request = Request(
      method: "GET", base: try BaseURL("https://API.Example.com:8443/v1/"), path: ["a/b", ".."],
      query: [("q", "x y"), ("q", "")], context: CallContext(Account("p"), method: "m", risk: .read))
    #expect(request.url == "https://api.example.com:8443/v1/a%2Fb/%2E%2E?q=x%20y&q=")
  }

  @Test(arguments: [
    ("https://a.b", "https://a.b"), ("https://a.b/", "https://a.b"), ("HTTPS://A.b:443/x%20y/", "https://a.b/x%20y"),
    ("http://[::1]:80/a", "http://[::1]/a"), ("http://localhost:8080", "http://localhost:8080"),
  ])
  func `A base URL is parsed`(text: String, normal: String) throws {
    #expect(try BaseURL(text).description == normal)
  }

  @Test(arguments: [
    "", "a.b", "ftp://a.b", "https://", "https:///x", "https://u:p@a.b", "https://a.b?x", "https://a.b/x#y",
    "https://a.b:0", "https://a.b:99999", "https://a.b:+1", "https://a b", "https://a.b/../x", "https://a.b/%2e%2e/x",
    "https://[::1", "https://[zz]", "https://a.b\\@c.d", "https://a.b/x?y", "https://a\r\nb", "//a.b", "https:/a.b",
  ])
  func `An invalid base URL is refused`(text: String) {
    #expect(throws: TransportError.self) { try BaseURL(text) }
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://LOCALHOST:1", true), ("http://127.0.0.1", true), ("http://127.9.8.7", true),
    ("http://[::1]", true), ("http://[0:0:0:0:0:0:0:1]", true), ("http://127.0.0.1.evil.com", false),
    ("http://127.evil.com", false), ("http://localhost.evil.com", false), ("http://128.0.0.1", false),
    ("http://127.1", false), ("http://0x7f000001", false), ("http://2130706433", false), ("http://[::]", false),
    ("http://[::ffff:127.0.0.1]", false), ("http://0.0.0.0", false), ("http://a.localhost", false),
  ])
  func `Loopback is decided by the text alone`(text: String, isLoopback: Bool) throws {
    #expect(try BaseURL(text).origin.isLoopback == isLoopback)
  }

  @Test func `Header names are case-insensitive`() {
    var headers: Headers = ["Content-Type": "a", "X": "1"]
    headers["content-TYPE"] = "b"
    headers.add("x", "2")
    #expect(headers["CONTENT-type"] == "b")
    #expect(headers.values("X") == ["1", "2"])
    #expect(headers.map(\.name) == ["content-TYPE", "X", "x"])
  }
}
