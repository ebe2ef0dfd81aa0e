import JSON

extension Builtin {
  static let strings: [Builtin] = [
    Builtin(
      "utf8bytelength", 0, "The number of bytes in UTF-8.", shows("utf8bytelength", "\"ä\"", "2"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let text = value.text else { throw Thrown(.operand(value, "only strings have UTF-8 byte length")) }
        return Value(text.utf8Count)
      }),
    Builtin(
      "ascii_downcase", 0, "A to Z in lower case.", shows("ascii_downcase", "\"aBÄ\"", "\"abÄ\""),
      .value { (value: consuming Value) throws(Thrown) in
        try Strings.mapBytes(value) { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
      }),
    Builtin(
      "ascii_upcase", 0, "a to z in upper case.", shows("ascii_upcase", "\"aBä\"", "\"ABä\""),
      .value { (value: consuming Value) throws(Thrown) in
        try Strings.mapBytes(value) { 0x61...0x7A ~= $0 ? $0 & 0xDF : $0 }
      }),
    Builtin(
      "ascii", 0, "The character of an ASCII code.", shows("ascii", "65", "\"A\""), .jq("def ascii: [.] | implode;")),
    Builtin(
      "explode", 0, "The code points.", shows("explode", "\"aé\"", "[97,233]"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let text = value.text else { throw Thrown(.text("explode input must be a string")) }
        return .array(text.scalars.map { .number(Double($0)) })
      }),
    Builtin(
      "implode", 0, "The text of code points.", shows("implode", "[97,233]", "\"aé\""),
      .value { (value: consuming Value) throws(Thrown) in try Strings.implode(value) }),
    Builtin(
      "split", 1, "The pieces between separators.", shows("split(\", \")", "\"a, b\"", "[\"a\",\"b\"]"),
      .value1 { (value: consuming Value, separator) throws(Thrown) in
        guard let text = value.text, let separator = separator.text else {
          throw Thrown(.text("split input and separator must be strings"))
        }
        return .array(Search.split(text, by: separator))
      }),
    Builtin(
      "join", 1, "The elements with a separator between them.", shows("join(\", \")", "[\"a\",1,null]", "\"a, 1, \""),
      .node { call in call.bind(0) { NativeNode([$0], call.place, .one(Strings.join)) } }),
    Builtin(
      "startswith", 1, "Whether the text begins with another.", shows("startswith(\"a\")", "\"ab\"", "true"),
      .value1 { (value: consuming Value, part) throws(Thrown) in .bool(try Strings.affix(value, part, .prefix) != nil) }
    ),
    Builtin(
      "endswith", 1, "Whether the text ends with another.", shows("endswith(\"b\")", "\"ab\"", "true"),
      .value1 { (value: consuming Value, part) throws(Thrown) in .bool(try Strings.affix(value, part, .suffix) != nil) }
    ),
    Builtin(
      "ltrimstr", 1, "Removes a text from the start.", shows("ltrimstr(\"a\")", "\"ab\"", "\"b\""),
      .node { call in call.bind(0) { NativeNode([$0], call.place, .one(Strings.trimPrefix)) } }),
    Builtin(
      "rtrimstr", 1, "Removes a text from the end.", shows("rtrimstr(\"b\")", "\"ab\"", "\"a\""),
      .node { call in call.bind(0) { NativeNode([$0], call.place, .one(Strings.trimSuffix)) } }),
    Builtin(
      "trimstr", 1, "Removes a text from both ends.", shows("trimstr(\"a\")", "\"aba\"", "\"b\""),
      .jq("def trimstr($text): ltrimstr($text) | rtrimstr($text);")),
    Builtin(
      "trim", 0, "Removes white space from both ends.", shows("trim", "\" a \"", "\"a\""),
      .value { (value: consuming Value) throws(Thrown) in try Strings.trim(value, left: true, right: true) }),
    Builtin(
      "ltrim", 0, "Removes white space from the start.", shows("ltrim", "\" a \"", "\"a \""),
      .value { (value: consuming Value) throws(Thrown) in try Strings.trim(value, left: true, right: false) }),
    Builtin(
      "rtrim", 0, "Removes white space from the end.", shows("rtrim", "\" a \"", "\" a\""),
      .value { (value: consuming Value) throws(Thrown) in try Strings.trim(value, left: false, right: true) }),
    Builtin(
      "format", 1, "Encodes the value in a format such as csv or base64.",
      shows("format(\"csv\")", "[1,\"a\"]", "\"1,\\\"a\\\"\""),
      .value1 { (value: consuming Value, name) throws(Thrown) in
        guard let text = name.text else { throw Thrown(.operand(name, "is not a valid format")) }
        guard let encoding = Encoding(rawValue: text.string) else {
          throw Thrown(.text("\(text.string) is not a valid format"))
        }
        return try encoding.apply(value)
      }),
  ]
}

/// Operations on strings.
enum Strings {
  enum End { case prefix, suffix }

  static func mapBytes(_ value: Value, _ change: (UInt8) -> UInt8) throws(Thrown) -> Value {
    guard let text = value.text else { throw Thrown(.text("explode input must be a string")) }
    return text.withUTF8 { bytes in
      Value(Text(count: bytes.count) { target in for index in bytes.indices { target[index] = change(bytes[index]) } })
    }
  }

  static func implode(_ value: Value) throws(Thrown) -> Value {
    guard let elements = value.array else { throw Thrown(.text("implode input must be an array")) }
    var scalars: [UInt32] = []
    scalars.reserveCapacity(elements.count)
    for element in elements {
      guard let number = element.double, !number.isNaN else {
        throw Thrown(.operand(element, "can't be imploded, unicode codepoint needs to be numeric"))
      }
      scalars.append(number > -1 && number < 0x110000 ? UInt32(number) : 0xFFFD)
    }
    return Value(Text(scalars: scalars))
  }

  /// Removes a prefix or suffix; nil if the text does not have it.
  static func affix(_ value: Value, _ part: Value, _ end: End) throws(Thrown) -> Text? {
    guard let text = value.text, let part = part.text else {
      throw Thrown(.text("\(end == .prefix ? "startswith" : "endswith")() requires string inputs"))
    }
    let rest = text.utf8Count - part.utf8Count
    guard rest >= 0 else { return nil }
    return text.withUTF8 { bytes in
      part.withUTF8 { part in
        let offset = end == .prefix ? 0 : rest
        for index in part.indices where bytes[offset + index] != part[index] { return nil }
        let kept = end == .prefix ? bytes[part.count...] : bytes[..<rest]
        return Text(validated: UnsafeBufferPointer(rebasing: kept))
      }
    }
  }

  @Sendable static func trimPrefix(_ value: consuming Value, _ part: Value) throws(Thrown) -> Value {
    if let rest = try affix(value, part, .prefix) { return Value(rest) }
    return value
  }

  @Sendable static func trimSuffix(_ value: consuming Value, _ part: Value) throws(Thrown) -> Value {
    if let rest = try affix(value, part, .suffix) { return Value(rest) }
    return value
  }

  static func trim(_ value: Value, left: Bool, right: Bool) throws(Thrown) -> Value {
    guard let text = value.text else { throw Thrown(.text("trim input must be a string")) }
    let string = text.string.unicodeScalars
    var rest = string[...]
    if left { rest = rest.drop { $0.properties.isWhitespace } }
    if right { while let last = rest.last, last.properties.isWhitespace { rest.removeLast() } }
    return rest.startIndex == string.startIndex && rest.endIndex == string.endIndex ? value : Value(String(rest))
  }

  @Sendable static func join(_ value: consuming Value, _ separator: Value) throws(Thrown) -> Value {
    let elements: [Value]
    switch value.resolved {
    case .array(let array): elements = array
    case .object(let object): elements = object.values
    case let other: throw Thrown(.iterate(other))
    }
    var bytes: [UInt8] = []
    for (index, element) in elements.enumerated() {
      if index > 0 { try append(separator, to: &bytes) }
      switch element.kind {
      case .null: break
      case .false, .true, .number, .string: element.appendText(to: &bytes)
      case .array, .object: try append(element, to: &bytes)
      }
    }
    return Value(bytes.withUnsafeBufferPointer { Text(validated: $0) })
  }

  private static func append(_ value: Value, to bytes: inout [UInt8]) throws(Thrown) {
    if value.isNull { return }
    guard let text = value.text else {
      throw Thrown(.operands(Value(Text(utf8: bytes)), value, "cannot be added"))
    }
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
}
