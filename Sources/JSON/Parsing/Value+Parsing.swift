extension Value {
  /// Parses exactly one JSON text, like jq's `fromjson`.
  public static func parse(_ text: String) throws(ParseError) -> Value {
    var text = text
    let result = text.withUTF8 { bytes in Result { () throws(ParseError) in try parse(utf8: bytes) } }
    return try result.get()
  }

  /// Parses exactly one JSON text, like jq's `fromjson`.
  public static func parse(_ text: Text) throws(ParseError) -> Value {
    try text.withUTF8 { (bytes) throws(ParseError) in try parse(utf8: bytes) }
  }

  /// Parses exactly one JSON text, like jq's `fromjson`.
  public static func parse(utf8 bytes: [UInt8]) throws(ParseError) -> Value {
    let result = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(ParseError) in try parse(utf8: bytes) }
    }
    return try result.get()
  }

  /// Parses exactly one JSON text, like jq's `fromjson`.
  public static func parse(utf8 bytes: UnsafeBufferPointer<UInt8>) throws(ParseError) -> Value {
    if bytes.count < 1 << 32, let value = Tokenizer.onlyValue(UnsafeRawBufferPointer(bytes)) { return value }
    var reader = DocumentReader(expecting: bytes.count)
    reader.feed(UnsafeRawBufferPointer(bytes))
    reader.finish()
    guard let value = try reader.next() else {
      throw ParseError(message: "Expected JSON value", offset: 0, line: 1, column: 0)
    }
    if try reader.next() != nil {
      throw ParseError(message: "Unexpected extra JSON values", offset: bytes.count, line: 1, column: 0)
    }
    return value
  }
}
