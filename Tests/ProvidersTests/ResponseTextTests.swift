import HTTP
import JSON
import Query
import Testing

@testable import Providers

/// Bodies in other encodings than UTF-8.
@Suite struct ResponseTextTests {
  private func response(_ type: String, _ body: [UInt8], status: Int = 200) -> FakeServer {
    FakeServer([Response(status: status, headers: ["content-type": type], body: body)])
  }

  private static let name: [UInt8] = Array(#"{"status":"OK","title":"M"#.utf8) + [0xFC] + Array(#"ller"}"#.utf8)

  @Test(
    "A body is decoded in the encoding that it declares",
    arguments: [
      "application/json; charset=ISO-8859-1", "application/json;charset=\"windows-1252\"",
      "text/json; a=b; Charset=latin1",
    ])
  func decodes(type: String) throws {
    let bench = Bench(response(type, Self.name))
    #expect(try bench.run(#"coderpad.pads.get("a").title"#) == ["Müller"])
  }

  @Test(
    "Bytes that are not text end a call, and are not replaced",
    arguments: [
      (name, "byte 0xFC is not valid UTF-8"), ([0x1F, 0x8B, 8, 0], "this is a gzip file, not text"),
      (Array("{\"a\": \"\0\"}".utf8), "a zero byte: this is a binary file, or UTF-16 without a byte-order mark"),
    ])
  func refuses(body: [UInt8], reason: String) throws {
    let bench = Bench(response("application/json", body))
    let failure = bench.failure("coderpad", "pads", "get", [(nil, "a")])
    #expect(failure?.kind == .transport)
    #expect(failure?.message == "the response of coderpad cannot be read: \(reason)")
    #expect(failure?.effect == Effect.none)
    let write = Bench(response("application/json", body)).failure("coderpad", "pads", "create", [("title", "a")])
    #expect(write?.effect == .maybe)
  }

  @Test("An error message is shown as far as it can be decoded")
  func showsRefusals() throws {
    let body = Array(#"{"status":"ERROR","message":"M"#.utf8) + [0xFC] + Array(#"ller"}"#.utf8)
    let failure = Bench(response("application/json", body, status: 400)).failure(
      "coderpad", "pads", "get", [(nil, "a")])
    #expect(failure?.message == "M\u{FFFD}ller")
    #expect(failure?.status == 400)
  }

  @Test("A webhook that is not UTF-8 is refused")
  func refusesWebhooks() throws {
    let refusal = #expect(throws: WebhookRefusal.self) { _ = try WebhookBody.value(Self.name, .json) }
    #expect(refusal?.reason == "the body cannot be read: byte 0xFC is not valid UTF-8")
  }
}
