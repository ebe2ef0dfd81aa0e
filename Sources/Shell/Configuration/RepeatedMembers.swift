import JSON

/// Finds the members of a JSON text that stand twice in one object, of which only the last one counts.
enum RepeatedMembers {
  /// Their paths, each once, in the order of the text: `profiles.coderpad`. Ends where the text is no JSON.
  static func paths(in text: [UInt8]) -> [String] {
    var reader = EventReader()
    reader.feed(text)
    reader.finish()
    var ended: Set<[String]> = []
    var repeated: [String] = []
    while let event = try? reader.next() {
      guard let path = event.array?.first?.array?.map(\.memberName) else { continue }
      guard event.array?.count == 2 else {
        ended.insert(path.dropLast())
        continue
      }
      if let twice = path.prefixes.first(where: ended.contains) {
        let name = twice.joined(separator: ".")
        if !repeated.contains(name) { repeated.append(name) }
      }
      ended.insert(path)
    }
    return repeated
  }
}

extension Value {
  fileprivate var memberName: String { string ?? json() }
}

extension [String] {
  /// The paths on the way to this one, the shortest first, itself last.
  fileprivate var prefixes: [[String]] { indices.map { Array(self[...$0]) } }
}
