import Testing

/// A test with no arguments passes: that the cases read from files are there.
struct CaseTests {
  @Test(
    "Cases that come from files are there",
    arguments: [
      ("transcripts", TranscriptTests.files.count, 20), ("documents", DocumentTests.documents.count, 20),
      ("examples", ExampleTests.names.count, 15), ("examples that write", ExampleTests.writing.count, 5),
      ("sessions with an editor", LanguageServerTests.files.count, 5), ("command lines of jq", JQTests.files.count, 5),
    ])
  func areThere(name: String, count: Int, least: Int) {
    #expect(count >= least)
  }
}
