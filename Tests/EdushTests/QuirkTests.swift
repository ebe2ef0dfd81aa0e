import Testing

/// Gaps, contradictions and errors in the providers' documents, by number, through the built binary.
struct QuirkTests {
  /// A provider's letters, and the number of quirks in its document.
  static let counts = [("CM", 10), ("CP", 15), ("TX", 8), ("CO", 8), ("CS", 6)]
  static let quirks = ExchangeSpec.all(in: "quirks")

  @Test("edush handles a quirk as specified", arguments: quirks.filter { $0.reason == nil })
  func isMet(spec: ExchangeSpec) throws {
    try ExchangeBench.run(spec)
  }

  @Test("Every quirk is covered, by edush's behaviour or by a reason why there is none", arguments: counts)
  func areNamed(letters: String, count: Int) {
    let subjects = Self.quirks.map { String($0.subject) }.filter { $0.hasPrefix(letters) }
    let names = subjects.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
    #expect(names == (1...count).map { "\(letters)\($0)" })
  }

  @Test("Each quirk has either a run or a reason, and the spec contains nothing else")
  func isEither() {
    for spec in Self.quirks {
      #expect((spec.reason != nil) == (spec.text.isEmpty && spec.shell.isEmpty), "\(spec.title)")
      #expect(spec.reason != nil || !spec.said.isEmpty, "\(spec.title)")
      #expect(Self.counts.contains { spec.subject.hasPrefix($0.0) }, "\(spec.title)")
    }
  }
}
