/// The names and values of a query or an `application/x-www-form-urlencoded` body, in order.
struct Form: Sendable {
  let fields: [(name: String, value: String)]

  init(_ text: String) {
    self.init(utf8: Array(text.utf8))
  }

  init(utf8 bytes: [UInt8]) {
    fields = bytes.split(separator: UInt8(ascii: "&")).map { pair in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? PercentEncoding.decode(parts[1], plusIsSpace: true) : ""
      return (PercentEncoding.decode(parts[0], plusIsSpace: true), value)
    }
  }

  init(fields: [(name: String, value: String)]) {
    self.fields = fields
  }

  /// The last value of a name, which most servers use.
  subscript(name: String) -> String? { fields.last { $0.name == name }?.value }
}
