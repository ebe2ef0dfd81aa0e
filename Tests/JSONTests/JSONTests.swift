import JSON
import Testing

@Suite struct ValueTests {
  @Test("A value takes 16 bytes") func aValueTakesSixteenBytes() {
    #expect(MemoryLayout<Value>.stride == 16)
    #expect(MemoryLayout<Text>.stride == 16)
  }

  @Test("Compact text is printed as it was read") func compactTextPrintsAsItWasRead() throws {
    let text = #"{"a":[1,2.5,-0,1.000,1E+2,null,true,false,"é\n\"",[],{}],"long key of many bytes":{"b":"x"}}"#
    #expect(try Value.parse(text).json() == text)
  }

  @Test("A repeated key has the last value at the first position") func aRepeatedKeyWinsInTheFirstPlace() throws {
    #expect(try Value.parse(#"{"a":1,"b":2,"a":{"c":3}}"#).json() == #"{"a":{"c":3},"b":2}"#)
  }

  @Test("Taking the array keeps it uniquely referenced") func takingTheArrayKeepsItUnique() throws {
    var value = Value.array((0..<100).map { Value($0) })
    let before = address(value)
    guard var elements = value.takeArray() else {
      Issue.record("no array")
      return
    }
    elements[0] = .null
    value = .array(elements)
    elements = []
    #expect(address(value) == before)
  }

  private func address(_ value: Value) -> UnsafeRawPointer? {
    guard case .array(let elements) = value else { return nil }
    return elements.withUnsafeBytes { $0.baseAddress }
  }
}
