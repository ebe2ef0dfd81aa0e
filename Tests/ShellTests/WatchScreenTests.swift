import Testing

@testable import Shell

struct WatchScreenTests {
  private func drawn(_ lines: [String], since before: [String]?) -> [String] {
    WatchScreen.marked(lines, since: before).map { line in
      let characters = Array(line.text)
      let words = line.changed.map { String(characters[$0]) }.joined(separator: ",")
      return (line.isGone ? "gone " : "") + line.text + (words.isEmpty ? "" : " [\(words)]")
    }
  }

  @Test func `Changed words are marked, with rows matched by their first word`() {
    #expect(drawn(["1  a", "2  b"], since: nil) == ["1  a", "2  b"])
    #expect(drawn(["1  a  x", "2  c  y"], since: ["1  a  x", "2  b  y"]) == ["1  a  x", "2  c  y [c]"])
    // A row that was added, one that was removed, and one that moved.
    #expect(drawn(["3  new", "2  b"], since: ["1  a", "2  b"]) == ["3  new [3  new]", "2  b", "gone 1  a"])
  }

  @Test func `Lines with the same first word are matched by position`() {
    #expect(drawn(["{", "{", "x: 2"], since: ["{", "{", "x: 1"]) == ["{", "{", "x: 2 [2]"])
    #expect(drawn(["{", "{"], since: ["{"]) == ["{", "{ [{]"])
  }
}
