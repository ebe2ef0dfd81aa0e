import Testing

/// The ends of lists, in the styles of the five providers, through the built binary.
struct PagingTests {
  static let walks = ExchangeSpec.all(in: "paging")

  @Test("A list ends where its document says, without extra requests", arguments: walks)
  func ends(walk: ExchangeSpec) throws {
    let requests = try ExchangeBench.run(walk)
    let tokens = requests.compactMap { $0["authorization"] }.filter { $0.hasPrefix("Bearer ") }
    #expect(Set(tokens).count == tokens.count, "a token is good for one request")
  }

  @Test("All five pagination styles are covered")
  func stylesAreThere() {
    #expect(Set(Self.walks.map(\.subject)) == ["Cursor", "Next page", "Body window", "Query window", "Rows"])
  }
}
