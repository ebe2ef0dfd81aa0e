import JSON
import Testing

@Suite struct ChildrenTests {
  static let texts = [
    "[]", "{}", #"[1,"two",[3],{"four":4},null]"#,
    #"{"a":1,"b":[2],"c\n":{"d":3},"a long key, not inline":"and a long value"}"#,
  ]

  @Test("An unopened container has the same children as an opened one", arguments: texts)
  func childrenOfUnopenedContainersAreThoseOfOpenedOnes(_ text: String) throws {
    let value = try Value.parse(text)
    let opened = value.resolved
    #expect(value.elements.map(Array.init) == opened.elements.map(Array.init))
    #expect(value.members.map { $0.map(\.key) } == opened.members.map { $0.map(\.key) })
    #expect(value.members.map { $0.map(\.value) } == opened.members.map { $0.map(\.value) })
    #expect(value.count == opened.count)
    #expect(value.json(.pretty) == opened.json(.pretty))
    #expect(value.json() == opened.json())
  }

  @Test("Every element can be reached by position") func everyElementIsReachedByPosition() throws {
    let text = "[" + (0..<3000).map { #"{"i":\#($0)}"# }.joined(separator: ",") + "]"
    let value = try Value.parse(text)
    for index in 0..<3000 { #expect(value[index]?["i"]?.int == index) }
    #expect(value[3000] == nil)
    #expect(value[-1] == nil)
  }

  @Test("Values outlive their reader") func valuesOutliveTheirReader() throws {
    var kept: [Value] = []
    do {
      var reader = DocumentReader()
      for index in 0..<100 {
        reader.feed(Array(#"{"i":\#(index),"s":"some text of more than fourteen bytes"} "#.utf8))
        while let value = try reader.next() { kept.append(value) }
      }
    }
    #expect(kept.map { $0["i"]?.int } == Array(0..<100))
  }

  @Test("Every member of a large object is found") func everyMemberOfALargeObjectIsFound() throws {
    let text = "{" + (0..<3000).map { #""key \#($0)":\#($0)"# }.joined(separator: ",") + #","\u00e9":-1}"#
    let value = try Value.parse(text)
    for index in 0..<3000 { #expect(value[Text("key \(index)")]?.int == index) }
    #expect(value["é"]?.int == -1)
    #expect(value["key 3000"] == nil)
  }

  @Test("Bytes can be read in place") func bytesCanBeReadInPlace() throws {
    var input = Array(("\u{FEFF}" + (0..<200).map { #"{"i":\#($0)}"# }.joined()).utf8)[...]
    var reader = DocumentReader()
    var found: [Int] = []
    while !input.isEmpty {
      let count = reader.feed(upTo: 7) { target in
        let part = input.prefix(7)
        target.copyBytes(from: part)
        return part.count
      }
      input = input.dropFirst(count)
      while let value = try reader.next() { found.append(value["i"]?.int ?? -1) }
    }
    #expect(found == Array(0..<200))
  }
}
