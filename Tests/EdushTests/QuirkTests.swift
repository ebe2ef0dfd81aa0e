import Testing

/// What the providers' documents leave open, contradict or get wrong, by number, through the built binary.
struct QuirkTests {
  /// The letters of a provider, and how many quirks its document has.
  static let counts = [("CM", 10), ("CP", 15), ("TX", 8), ("CO", 8), ("CS", 6)]
  static let quirks = ExchangeSpec.all(in: "quirks")

  @Test("edush meets a quirk as the spec says", arguments: quirks.filter { $0.reason == nil })
  func isMet(spec: ExchangeSpec) throws {
    try ExchangeBench.run(spec)
  }

  @Test("Every quirk is named, by what edush does or by why there is nothing to do", arguments: counts)
  func areNamed(letters: String, count: Int) {
    let subjects = Self.quirks.map { String($0.subject) }.filter { $0.hasPrefix(letters) }
    let names = subjects.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    #expect(names == (1...count).map { "\(letters)\($0)" })
  }

  @Test("A quirk without a run has a reason, one with a reason has no run, and nothing else is in the spec")
  func isEither() {
    for spec in Self.quirks {
      #expect((spec.reason != nil) == (spec.text.isEmpty && spec.shell.isEmpty), "\(spec.title)")
      #expect(spec.reason != nil || !spec.said.isEmpty, "\(spec.title)")
      #expect(Self.counts.contains { spec.subject.hasPrefix($0.0) }, "\(spec.title)")
    }
  }
}
