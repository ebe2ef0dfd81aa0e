import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// Signatures, and the contents of a body.
@Suite struct WebhookTests {
  static let body = Array(#"{"event_name": "scheduled_session.declined", "data": {"id": "52nbekb9ca"}}"#.utf8)
  /// Of `body` with the key `s3cret-of-mine`.
  static let signature = "a3f329188332c0d41880d212f91244c579410fabda0e2283965fd781eeba9951"

  private func senders(_ environment: [String: String] = ["CODEMENTOR_WEB_SECRET": "s3cret-of-mine"]) -> WebhookSenders
  {
    Bench(environment: environment).client.webhooks
  }

  private func objection(_ signature: String, _ body: [UInt8] = body) throws -> String? {
    try senders().verifier(of: Account("codementor")).objection(to: signature, of: body)
  }

  @Test func `A signature covers the raw bytes, in hex digits of either case`() throws {
    #expect(try objection(Self.signature) == nil)
    #expect(try objection(Self.signature.uppercased()) == nil)
  }

  @Test func `The problem with a signature is reported`() throws {
    let digits = String(repeating: "0", count: 64)
    let cases: [(String, [UInt8], String)] = [
      ("", Self.body, "a signature is 64 hexadecimal digits"), ("é", Self.body, "a signature is 64 hexadecimal digits"),
      (digits, Self.body, "it does not belong to this body and the secret from CODEMENTOR_WEB_SECRET"),
      (digits, [], "the body is empty"),
      ("sha256=" + Self.signature, Self.body, "it would be valid without the text around its 64 digits"),
      (
        Self.signature, Self.body + [10],
        "it would be valid without the line break at the end, which the raw body does not have"
      ),
      (
        Self.signature, Self.body + [13, 10],
        "it would be valid without the line break at the end, which the raw body does not have"
      ),
    ]
    for (signature, body, message) in cases { #expect(try objection(signature, body) == message) }
  }

  @Test func `The secret is found like every credential, for each profile separately`() throws {
    let known = senders(["EDUSH_CODEMENTOR_WEBHOOK_SECRET": "a", "EDUSH_CODEMENTOR_OLD_WEBHOOK_SECRET": "b"])
    #expect(try known.verifier(of: Account("codementor")).source == .variable("EDUSH_CODEMENTOR_WEBHOOK_SECRET"))
    let old = Account("codementor", profile: "old")
    #expect(try known.verifier(of: old).source == .variable("EDUSH_CODEMENTOR_OLD_WEBHOOK_SECRET"))
    let failure = #expect(throws: Failure.self) { _ = try senders().verifier(of: old) }
    #expect(failure?.kind == .auth)
    #expect(failure?.message == "the webhook_secret of codementor@old is not known")
    #expect(failure?.hint?.contains("EDUSH_CODEMENTOR_OLD_WEBHOOK_SECRET") == true)
    #expect(failure?.hint?.contains("CODEMENTOR_WEB_SECRET") == false)
  }

  @Test func `Providers without webhooks, or without signatures, are reported`() {
    for (provider, message) in [
      ("coderpad", "coderpad sends no webhooks"), ("coursepath", "coursepath does not sign its webhooks"),
      ("codementr", "there is no provider `codementr`"),
    ] {
      let failure = #expect(throws: Failure.self) { _ = try senders().verifier(of: Account(provider)) }
      #expect(failure?.message == message && failure?.kind == .usage)
    }
  }

  @Test func `Every documented event is known, with the shape of its data`() throws {
    let events = senders().events(of: "codementor") + senders().events(of: "coursepath")
    #expect(
      events.map(\.name)
        == ["created", "confirmed", "cancelled", "declined", "rescheduled"].map { "scheduled_session." + $0 }
        + ["CREATED", "COMPLETED", "DELETED"].map { "COURSEMEMBER_" + $0 })
    guard case .object(let fields) = events[4].data else { throw Failure(.script, "no form") }
    #expect(
      fields.map(\.name) == ["id", "rescheduled_at", "appointment_timestamp", "mentee", "schedule_url", "note"])
  }

  @Test func `No field of a body overrides edush's own fields`() throws {
    let reader = try senders().unchecking(Account("codementor"))
    let body = #"{"event_name":"x","data":1,"signature":"valid","provider":"me","received_at":0,"version":2}"#
    let event = try reader.event(headers: [:], body: Array(body.utf8), at: 17)
    #expect(
      event.value == [
        "provider": "codementor", "event_name": "x", "data": 1, "version": 2, "signature": "unchecked",
        "received_at": 17,
      ])
    #expect(!event.isDocumented)
  }

  @Test func `A form's last value for a name counts, and the whole form is the data`() throws {
    let reader = try senders().reader(of: Account("coursepath")).reader
    let event = try reader.event(
      headers: [:], body: Array("courseId=1&event=COURSEMEMBER_CREATED&courseId=2".utf8), at: 0)
    #expect(event.data == ["courseId": "2", "event": "COURSEMEMBER_CREATED"])
    #expect(event.trust == .unsigned && event.isDocumented)
  }
}
