import JSON
import Testing

@Suite struct ObjectTests {
  @Test("Every key is found, in order", arguments: [0, 1, 8, 23, 24, 25, 100, 5000]) func everyKeyIsFoundInOrder(
    _ count: Int
  ) {
    var object = Object()
    for index in 0..<count { object[Text("key \(index)")] = Value(index) }
    #expect(object.count == count)
    #expect(object.keys == (0..<count).map { Text("key \($0)") })
    for index in 0..<count { #expect(object[Text("key \(index)")]?.int == index) }
    #expect(object["nowhere"] == nil)
  }

  @Test("Removed keys are gone", arguments: [3, 24, 25, 200]) func removedKeysAreGone(_ count: Int) {
    var object = Object((0..<count).map { (Text("k\($0)"), Value($0)) })
    for index in stride(from: 0, to: count, by: 2) {
      #expect(object.removeValue(forKey: Text("k\(index)"))?.int == index)
    }
    #expect(object.count == count / 2)
    for index in 0..<count { #expect((object[Text("k\(index)")] == nil) == (index % 2 == 0)) }
  }

  @Test("Copies are independent") func copiesAreIndependent() {
    var first: Object = ["a": 1, "b": 2]
    let second = first
    first["a"] = 3
    first[Text("c"), default: .null] = 4
    #expect(second == ["a": 1, "b": 2])
    #expect(first == ["c": 4, "b": 2, "a": 3])
    #expect(Value.object(first).hashValue == Value.object(["c": 4, "b": 2, "a": 3]).hashValue)
  }

  @Test("Objects are compared by keys, then by values") func objectsCompareByKeysThenValues() {
    #expect(Value.object(["a": 2]) < Value.object(["b": 1]))
    #expect(Value.object(["b": 1, "a": 1]) < Value.object(["a": 1, "c": 0]))
    #expect(Value.object(["a": 1]) < Value.object(["a": 1, "b": 0]))
  }

  @Test("Members of an unopened object are found") func membersOfAnUnopenedObjectAreFound() throws {
    let text = #"{"a":1,"\u00e9":2,"a rather long key of it":[3],"d":{"e":4}}"#
    let value = try Value.parse(text)
    #expect(value["é"] == 2)
    #expect(value["a rather long key of it"]?[0] == 3)
    #expect(value["d"]?["e"] == 4)
    #expect(value["x"] == nil)
    #expect(value.count == 4)
  }

  @Test("Many repeated keys are merged") func manyRepeatedKeysAreMerged() throws {
    let members = (0..<1000).map { #""k\#($0 % 100)":\#($0)"# }
    let value = try Value.parse("{" + members.joined(separator: ",") + "}")
    #expect(value.count == 100)
    #expect(value["k7"] == 907)
    #expect(value.object?.keys.first == "k0")
  }
}
