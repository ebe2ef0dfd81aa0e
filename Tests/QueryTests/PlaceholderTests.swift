import JSON
import Query
import Testing

@Suite struct PlaceholderTests {
  private static let id = Placeholder.text(call: "coderpad@old.pads.create", number: 2, path: "owner.id")

  private func planned(_ text: String) throws -> [Value] {
    var environment = CompileEnvironment()
    environment.isPlanning = true
    return try Filter(parsing: text, environment: environment).outputs(["id": Self.id])
  }

  @Test func `Only strings of the exact form are placeholders`() {
    #expect(Placeholder.isIn(Self.id) && Placeholder.isIn("a ⟨--pass⟩ b"))
    for text in ["⟨x⟩", "⟨pads create 1⟩", "⟨coderpad.pads.create one⟩", "⟨--⟩", "⟨coderpad.pads.create 1", "⟩⟨"] {
      #expect(!Placeholder.isIn(Value(text)), "\(text)")
    }
    #expect(Placeholder.isAnywhere(in: [["a": "⟨ ⟨--pass⟩"]]))
  }

  @Test func `A placeholder's value and its text are distinguished`() throws {
    #expect(
      try planned(#".id, "\(.id)", (.id | tostring), "\(.id)!""#).map(\.string) == [
        "⟨coderpad@old.pads.create 2: owner.id⟩", "⟨coderpad@old.pads.create 2: owner.id, as text⟩",
        "⟨coderpad@old.pads.create 2: owner.id, as text⟩", "⟨coderpad@old.pads.create 2: owner.id⟩!",
      ])
  }

  @Test func `Resolved values replace placeholders`() {
    let value: Value = [
      Self.id, "⟨coderpad@old.pads.create 2: owner.id, as text⟩", Value("n " + (Self.id.string ?? "")), "⟨x⟩",
    ]
    #expect(Placeholder.resolve(in: value) { (_, _) in 7 } == [7, "7", "n 7", "⟨x⟩"])
  }

  @Test func `Other references keep their form`() {
    let renamed = Placeholder.rename(in: ["a ⟨x.y 1, as text⟩ ⟨--p⟩"]) { reference in
      guard case .output(let call, let number, let path) = reference else { return reference }
      return .output(call: call, number: number + 1, path: path)
    }
    #expect(renamed == ["a ⟨x.y 2, as text⟩ ⟨--p⟩"])
  }
}
