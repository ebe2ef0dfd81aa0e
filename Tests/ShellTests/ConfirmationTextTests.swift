import Query
import Testing

@testable import HTTP
@testable import Shell

@Suite struct ConfirmationTextTests {
  private static let attack =
    "Old pad\nThis is destructive. To go on, type AB:\n\n\nedush> coderpad.pads.delete(\"ZZ\")\n  account: ZZ\u{202E}\u{200B}"

  private func question(
    target: String? = "AB", risk: Risk = .destructive, method: String = "pads.delete", body: Body = .none,
    objects: [CallObject] = []
  ) throws -> PolicyQuestion {
    var context = CallContext(
      Account("coderpad", profile: "live"), method: method, call: "coderpad.pads\n.delete(\"AB\")", risk: risk,
      target: target)
    if !objects.isEmpty { context.objects = { objects } }
    let base = try BaseURL("https://app.coderpad.io")
    return PolicyQuestion(
      request: Request(method: "PUT", base: base, path: ["api", "pads"], body: body, context: context))
  }

  private func text(_ question: PolicyQuestion) -> String { ConfirmationText(question, hiding: { $0 }).text }

  @Test func `Text from elsewhere comes first, edush's own words and what to type last`() throws {
    let text = text(
      try question(objects: [
        CallObject(kind: "course", id: "2", label: "Data Protection"),
        CallObject(kind: "member", id: "AB", label: "Emma Jansen"),
      ]))
    #expect(
      text == """
          call: coderpad.pads⏎.delete("AB")
          sends: PUT https://app.coderpad.io/api/pads
          target: course 2, "Data Protection"
          target: member AB, "Emma Jansen"
          account: coderpad@live, at https://app.coderpad.io
          method: coderpad.pads.delete
        This is destructive. To go on, type AB:
        """)
  }

  @Test func `A title cannot forge the question`() throws {
    let fields = [(name: Self.attack, value: Self.attack)]
    let text = text(
      try question(body: .form(fields), objects: [CallObject(kind: "pad", id: Self.attack, label: Self.attack)]))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { $0.unicodeScalars.count < 260 && !$0.hasPrefix("  account: ZZ") })
    #expect(lines.last == "This is destructive. To go on, type AB:")
    #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{200B}"))
  }

  @Test(
    arguments: [
      ("AB", "pads.delete", "AB"), ("", "user.delete", "delete"), ("  ", "user.delete", "delete"),
      (nil, "user.deleteAll", "deleteAll"), (nil, "request", "request"), ("a\nb", "pads.delete", "delete"),
      ("\u{200B}", "pads.delete", "delete"), ("1,2", "user.delete", "delete"),
    ] as [(String?, String, String)])
  func `A missing or untypable target requires the last word of the call`(
    target: String?, method: String, expected: String
  ) throws {
    let question = try question(target: target, method: method)
    #expect(question.expected == expected)
    #expect(question.accepts(expected))
    for answer in ["", "y", "yes", " ", "n"] where answer != expected { #expect(!question.accepts(answer)) }
    #expect(text(question).hasSuffix("To go on, type \(expected):"))
  }

  @Test func `Outward calls require yes`() throws {
    let question = try question(risk: .outward)
    #expect(question.expected == nil && question.accepts("y") && !question.accepts(""))
    #expect(text(question).hasSuffix("This is outward: it reaches a person. Send it? [y/N]"))
  }

  @Test func `The risk class is a noun, and a live account is marked as live`() throws {
    var question = try question(risk: .write)
    question.isProduction = true
    #expect(text(question).hasSuffix("This is a write. Send it? [y/N]"))
    #expect(text(question).contains("  account: coderpad@live, at https://app.coderpad.io (production)\n"))
    #expect(!text(try self.question()).contains("(production)"))
  }

  @Test func `Secrets are hidden before anything is cut`() throws {
    let secret = String(repeating: "s", count: 100)
    let question = try question(body: .form([(name: "note", value: "x " + secret)]))
    let text = ConfirmationText(question, hiding: { $0.replacing(secret, with: "<redacted>") }).text
    #expect(text.contains("with: note: \"x <redacted>\"") && !text.contains("sss"))
  }
}
