import Diagnostics
import Script
import Testing

/// The bracket at the cursor and its partner.
struct BracketPairTests {
  @Test(
    "A bracket at or just before the cursor has a partner",
    arguments: [
      ("‸(a)", [0, 2]), ("(‸a)", [0, 2]), ("(a‸)", [0, 2]), ("(a)‸", [0, 2]), ("(a ‸b)", []), ("[(‸]", []),
      ("{a: [1]‸}", [0, 7]), ("((1)‸ + 2)", [1, 3]), ("\"\\(‸.a)\"", [2, 5]), ("\")‸\" | (1)", []), ("# (‸)", []),
      ("(1", []), ("‸)", []), ("f(1)‸(2)", [4, 6]), ("é(1)‸", [2, 4]),
    ])
  func finds(text: String, places: [Int]) {
    let cursor = text.split(separator: "‸", omittingEmptySubsequences: false)[0].utf8.count
    let pair = BracketPair(in: text.replacing("‸", with: ""), cursor: cursor)
    #expect(pair.map { [$0.opening.lower, $0.closing.lower] } ?? [] == places)
  }
}
