import JSON

/// Finds duplicate keys in the objects of a JSON text; only the last one has an effect.
enum RepeatedMembers {
  /// The paths of duplicate keys, each once in text order, such as `profiles.coderpad`. Stops at a syntax error.
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
  /// The prefixes of the path, shortest first, including the path itself.
  fileprivate var prefixes: [[String]] { indices.map { Array(self[...$0]) } }
}
