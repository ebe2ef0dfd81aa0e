import Query
import Testing

@testable import Providers

/// The ids that responses contained.
struct KnownIDsTests {
  private let account = Account("school")

  private func pupil(_ id: Int, _ label: String = "") -> KnownIDs.Item {
    KnownIDs.Item(kind: "pupil", id: String(id), label: label)
  }

  private func ids(_ known: KnownIDs, _ kind: String = "pupil") -> [String] {
    known.items(account, ofKind: kind).map { "\($0.id) \($0.label)" }
  }

  @Test(
    "The latest response comes first, in its own order, without duplicates",
    arguments: [KnownIDs.Reading.always, .onDemand])
  func keepsOrder(reading: KnownIDs.Reading) {
    let known = KnownIDs(reading)
    known.note(account) { [pupil(1, "Ada"), pupil(2, "Bob")] }
    known.note(account) { [pupil(2), pupil(3, "Cleo")] }
    #expect(ids(known) == ["2 Bob", "3 Cleo", "1 Ada"])
    #expect(ids(known, "teacher").isEmpty)
    #expect(known.items(Account("other"), ofKind: "pupil").isEmpty)
  }

  @Test("Ids of other objects in a response get the kind of their field") func takesNestedIDs()
    throws
  {
    let pad = #"{"status": "OK", "id": "P1", "title": "T", "pad_environment_ids": [7, 8], "question_id": null}"#
    let bench = Bench(FakeServer([.json(pad)]))
    _ = try bench.run("coderpad.pads.get(\"P1\")")
    let known = bench.client.knownIDs
    #expect(known.items(Account("coderpad"), ofKind: "pad_environment").map(\.id) == ["7", "8"])
    #expect(known.items(Account("coderpad"), ofKind: "pad").map(\.label) == ["T"])
    #expect(known.items(Account("coderpad"), ofKind: "question").isEmpty)
  }

  @Test("A label from an earlier session is suggested but never shown in a question") func trustsThisSession() {
    let known = KnownIDs(.always)
    known.restore([pupil(1, "Ada"), pupil(2, "Bob")], of: account)
    #expect(ids(known) == ["2 Bob", "1 Ada"])
    #expect(known.label(account, kind: "pupil", id: "1") == nil)
    known.note(account) { [pupil(1, "Ada Lovelace")] }
    known.restore([pupil(1, "old")], of: account)
    #expect(known.label(account, kind: "pupil", id: "1") == "Ada Lovelace")
  }

  @Test("New ids are reported once") func tellsNews() {
    let known = KnownIDs(.always)
    known.restore([pupil(9, "Zoe")], of: account)
    known.note(account) { [pupil(1, "Ada"), pupil(9, "Zoe")] }
    #expect(known.takeNews()[account]?.map(\.id).sorted() == ["1", "9"])
    known.note(account) { [pupil(1, "Ada")] }
    #expect(known.takeNews().isEmpty)
    known.note(account) { [pupil(1, "Ada Lovelace")] }
    #expect(known.takeNews()[account] == [pupil(1, "Ada Lovelace")])
  }

  @Test("Only as many as the limit are kept, and the oldest are dropped") func hasALimit() {
    let known = KnownIDs(.always)
    for part in 0..<6 {
      known.note(account) {
        (0..<10_000).map { KnownIDs.Item(kind: "pupil", id: String(part * 10_000 + $0), label: "") }
      }
    }
    let items = known.items(account, ofKind: "pupil")
    #expect(items.count == KnownIDs.limit && items.first?.id == "50000")
    #expect(!items.contains { Int($0.id) ?? 0 < 10_000 })
  }
}
