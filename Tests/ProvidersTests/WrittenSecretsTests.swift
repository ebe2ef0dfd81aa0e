import Testing

@testable import Providers

@Suite struct WrittenSecretsTests {
  private func written(_ line: String) -> WrittenSecrets {
    WrittenSecrets(
      in: line, isOpen: { $1 == "email" || $1 == "public_key" }, isKnown: { $0.contains("KNOWN") })
  }

  @Test(arguments: [
    (#"login tutrex api_key: "REAL""#, "login tutrex"),
    (#"login tutrex@my-school api_key: "REAL" # mine"#, "login tutrex@my-school # mine"),
    (#"login coursepath api_key: "REAL", email: "a@b.c""#, #"login coursepath email: "a@b.c""#),
    (
      #"login coursio entity: "auth", method: "login", data: {email: "a@b.c", password: "x"}"#,
      "login coursio"
    ),
    (#"login coursio entity: "auth", method: "login", data: {pin: 1}"#, "login coursio"),
    (
      #"login coursio method: "loginHmac", public_key: "p", private_key: 'REAL'"#,
      #"login coursio public_key: "p""#
    ),
    (#"login coursio method: "loginHmac""#, #"login coursio method: "loginHmac""#),
    (#"login tutrex api_key: $key"#, "login tutrex api_key: $key"),
    (#"login tutrex api_key: env.KEY"#, "login tutrex api_key: env.KEY"),
    (#"login tutrex api_key: REAL-KEY"#, "login tutrex"),
    (#"login tutrex key "REAL""#, "login tutrex"),
    (#"login tutrex "REAL"; tutrex.lessons.list"#, "login tutrex; tutrex.lessons.list"),
    (
      "use tutrex\nlogin tutrex api_key: \"REAL\"\nlessons.list",
      "use tutrex\nlogin tutrex\nlessons.list"
    ),
    (#"login tutrex api_key: "REAL"#, "login tutrex"),
    ("login tutrex", "login tutrex"),
  ])
  func `A login is repeated without its secrets`(line: String, kept: String) {
    #expect(written(line).repeatable == kept)
  }

  @Test(arguments: [
    (#"logn tutrex api_key: "REAL""#, "logn tutrex api_key: <redacted>"),
    (
      #"coderpad.request("GET", "/x", headers: {Authorization: "Bearer REAL"})"#,
      #"coderpad.request("GET", "/x", headers: {Authorization: <redacted>})"#
    ),
    (
      #"x.request("GET", headers: {"X-Api-Key": 'REAL'})"#,
      #"x.request("GET", headers: {"X-Api-Key": <redacted>})"#
    ),
    (#"let token = "REAL" | length"#, "let token = <redacted> | length"),
    (#"param api_key: secret = "REAL""#, "param api_key: secret = <redacted>"),
    (
      #"coursio.user.create(name: "Ann", password: "x")"#,
      #"coursio.user.create(name: "Ann", password: <redacted>)"#
    ),
    (#"f(token: eyJh.eyJz.sig)"#, "f(token: <redacted>)"),
    (#"curl -H 'Authorization: Bearer REAL' x"#, "curl -H <redacted> x"),
    ("edush --token REAL x", "edush --token <redacted> x"),
    ("EDUSH_TUTREX_API_KEY=REAL edush", "EDUSH_TUTREX_API_KEY=<redacted>"),
    (#"print "a KNOWN text""#, "print <redacted>"),
    (#"f(password: "REAL"#, "f(password: <redacted>"),
    (#"coderpad.request("GET", "/x?a=1&token=REAL")"#, #"coderpad.request("GET", <redacted>)"#),
    (#".["password"] = "REAL" | length"#, #".["password"] = <redacted> | length"#),
    (#".password |= "REAL""#, ".password |= <redacted>"),
    (#"if $password == "REAL" { print 1 }"#, "if $password == <redacted> { print 1 }"),
    (#"if 'REAL' != $password { print 1 }"#, "if <redacted> != $password { print 1 }"),
    (#"select(.["token"] == "REAL")"#, #"select(.["token"] == <redacted>)"#),
    (#""REAL" as $password | 1"#, "<redacted> as $password | 1"),
    (#"$body | hmac_sha256("REAL")"#, "$body | hmac_sha256(<redacted>)"),
    (
      #"x.request("GET", "/", headers: {"X-Auth": "REAL"})"#, #"x.request("GET", "/", headers: {"X-Auth": <redacted>})"#
    ),
    ("edush --sandbox login coderpad REAL", "edush --sandbox login coderpad <redacted>"),
    ("edush login --keyring coderpad api_key: REAL", "edush login --keyring coderpad <redacted> <redacted>"),
    ("curl -u user:REAL https://x.example", "curl -u <redacted> https://x.example"),
    ("curl --user=user:REAL x", "curl --user=<redacted> x"),
  ])
  func `A value next to a secret's name is masked in any line`(line: String, masked: String) {
    #expect(written(line).repeatable == masked)
    #expect(written(line).masked == masked)
  }

  @Test(arguments: [
    #"coderpad.pads.create(title: "Token ring", private: true)"#,
    "f(token: $token, secret: .secret)", #"select(.token == $token)"#, #".title == "a" and .done"#,
    #"{q: "a?b=c"} | .q == "x""#, #""x" as $title | $body | hmac_sha256($key)"#, #"x.request("GET", "/x?token=\($t)")"#,
    #"{Authorization: "Bearer \($key)"}"#, "param token: secret",
    "let token = f(1)",
    "{password: null}", "tutrex.lessons.list | map(.secret)", #"print "login tutrex now""#,
  ])
  func `A reference to a secret is unchanged`(line: String) {
    #expect(written(line).repeatable == line)
    #expect(written(line).masked == line)
  }

  @Test func `A login is shown with placeholders, whoever logs in`() {
    let line =
      #"login coursio entity: "auth", method: "login", data: {email: "a@b.c", password: "x"}"#
    #expect(
      written(line).masked
        == #"login coursio entity: "auth", method: "login", data: {email: "a@b.c", password: <redacted>}"#
    )
  }
}
