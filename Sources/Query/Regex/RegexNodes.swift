import JSON

/// `match`, `test`, `capture`, `scan` and `splits`, which differ only in the result for each match.
final class MatchNode: Node, @unchecked Sendable {
  enum Goal { case match, test, capture, scan, pieces }

  private let goal: Goal
  private let pattern: Node
  private let flags: Node
  /// Added before and after the given flags.
  private let prefix: Value
  private let suffix: Value
  private let place: Place

  init(_ goal: Goal, _ pattern: Node, _ flags: Node, prefix: Value = .null, suffix: Value = .null, _ place: Place) {
    self.goal = goal
    self.pattern = pattern
    self.flags = flags
    self.prefix = prefix
    self.suffix = suffix
    self.place = place
    super.init(isScalar: goal == .test && pattern.isScalar && flags.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    let options = try flags.one(copy input, frame)
    let pattern = try pattern.one(copy input, frame)
    do throws(Thrown) {
      let search = try PatternSearch(input, pattern, options, frame.context)
      return .bool(try search.regex.isFound(in: search.text))
    } catch { throw error.at(place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    if isScalar { return try yield(try one(input, frame)) }
    let value = input
    return try flags.run(value, frame) { (options: consuming Value) throws(Thrown) in
      let options = try complete(options)
      return try pattern.run(value, frame) { (pattern: consuming Value) throws(Thrown) in
        let search: PatternSearch
        do throws(Thrown) {
          search = try PatternSearch(value, pattern, options, frame.context)
        } catch { throw error.at(place) }
        return try find(search, yield)
      }
    }
  }

  private func complete(_ options: Value) throws(Thrown) -> Value {
    do throws(Thrown) {
      return try Arithmetic.add(try Arithmetic.add(prefix, options), suffix)
    } catch { throw error.at(place) }
  }

  private func find(_ search: PatternSearch, _ yield: Yield) throws(Thrown) -> Signal {
    if goal == .test {
      let isFound: Bool
      do throws(Thrown) { isFound = try search.regex.isFound(in: search.text) } catch { throw error.at(place) }
      return try yield(.bool(isFound))
    }
    // Collect the matches first, as consumers of the outputs may use the same pattern.
    let found = try all(search)
    var scalars = ScalarCounter(search.text)
    var end = 0
    for offsets in found {
      let signal = try yield(output(offsets, search, &scalars, &end))
      if signal != .proceed { return signal }
    }
    return goal == .pieces ? try yield(Value(search.text.bytes(end..<search.text.utf8Count))) : .proceed
  }

  private func all(_ search: PatternSearch) throws(Thrown) -> [[Int32]] {
    do throws(Thrown) { return try search.all() } catch { throw error.at(place) }
  }

  private func output(
    _ offsets: [Int32], _ search: PatternSearch, _ scalars: inout ScalarCounter, _ end: inout Int
  ) -> Value {
    switch goal {
    case .match, .test: return search.match(offsets, &scalars)
    case .capture: return search.captures(offsets)
    case .scan:
      guard offsets.count > 2 else { return search.part(offsets, 0) }
      return .array((1..<offsets.count / 2).map { search.part(offsets, $0) })
    case .pieces:
      let piece = Value(search.text.bytes(end..<max(end, Int(offsets[0]))))
      end = Int(offsets[1])
      return piece
    }
  }
}

/// A text and the pattern to search for.
struct PatternSearch {
  let text: Text
  let regex: Regex
  let isGlobal: Bool

  init(_ value: Value, _ pattern: Value, _ flags: Value, _ context: EvaluationContext) throws(Thrown) {
    guard let text = value.text else { throw Thrown(.operand(value, "cannot be matched, as it is not a string")) }
    guard let source = pattern.text else { throw Thrown(.operand(pattern, "is not a string")) }
    let options = try RegexOptions(flags)
    self.text = text
    isGlobal = options.isGlobal
    regex = try context.regexes.regex(source, options)
  }

  /// Returns the offsets of every match.
  func all() throws(Thrown) -> [[Int32]] {
    var found: [[Int32]] = []
    _ = try regex.matches(in: text, isGlobal: isGlobal) { offsets, _ in
      found.append(offsets)
      return .proceed
    }
    return found
  }

  /// Returns the text of the whole match or of a group; null for a group that did not participate.
  func part(_ offsets: [Int32], _ group: Int) -> Value {
    let (begin, end) = (Int(offsets[2 * group]), Int(offsets[2 * group + 1]))
    return begin < 0 ? .null : Value(text.bytes(begin..<max(begin, end)))
  }

  /// Returns the named groups as an object.
  func captures(_ offsets: [Int32]) -> Value {
    var object = Object(minimumCapacity: regex.names.count)
    for (index, name) in regex.names.enumerated() {
      if let name { object[name] = part(offsets, index + 1) }
    }
    return .object(object)
  }

  /// Returns jq's match object.
  func match(_ offsets: [Int32], _ scalars: inout ScalarCounter) -> Value {
    var object = Object(minimumCapacity: 4)
    let whole = part(offsets, 0)
    object["offset" as Text] = Value(scalars.position(Int(offsets[0])))
    object["length" as Text] = Value(whole.text?.scalarCount ?? 0)
    object["string" as Text] = whole
    object["captures" as Text] = .array((1..<max(1, offsets.count / 2)).map { capture(offsets, $0, scalars) })
    return .object(object)
  }

  private func capture(_ offsets: [Int32], _ group: Int, _ scalars: ScalarCounter) -> Value {
    let begin = Int(offsets[2 * group])
    let string = part(offsets, group)
    let length = string.text?.scalarCount ?? 0
    var scalars = scalars
    var object = Object(minimumCapacity: 4)
    object["offset" as Text] = Value(begin < 0 ? -1 : scalars.position(begin))
    if length > 0 { object["length" as Text] = Value(length) }
    object["string" as Text] = string
    if length == 0 { object["length" as Text] = 0 }
    object["name" as Text] = regex.names[group - 1].map { Value($0) } ?? .null
    return .object(object)
  }
}

/// Converts ascending byte offsets to code point positions.
struct ScalarCounter {
  private let text: Text
  private let isASCII: Bool
  private var byte = 0
  private var scalar = 0

  init(_ text: Text) {
    self.text = text
    isASCII = text.isASCII
  }

  mutating func position(_ offset: Int) -> Int {
    if isASCII { return offset }
    if offset < byte { (byte, scalar) = (0, 0) }
    scalar += text.bytes(byte..<offset).scalarCount
    byte = offset
    return scalar
  }
}

/// `sub(pattern; replacement; flags)`: one result for every output of the replacement.
final class SubstituteNode: Node, @unchecked Sendable {
  private let pattern: Node
  private let replacement: Node
  private let flags: Node
  private let place: Place

  init(_ pattern: Node, _ replacement: Node, _ flags: Node, _ place: Place) {
    self.pattern = pattern
    self.replacement = replacement
    self.flags = flags
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let options = try flags.one(copy input, frame)
    let pattern = try pattern.one(copy input, frame)
    let search: PatternSearch
    let found: [[Int32]]
    do throws(Thrown) {
      search = try PatternSearch(copy input, pattern, options, frame.context)
      found = try search.all()
    } catch { throw error.at(place) }
    var results: [[UInt8]] = []
    var previous = 0
    for offsets in found {
      let gap = previous..<max(previous, Int(offsets[0]))
      previous = Int(offsets[1])
      var index = 0
      let signal = try replacement.run(search.captures(offsets), frame) { (value: consuming Value) throws(Thrown) in
        if index == results.count { results.append([]) }
        try append(search.text, gap, value, to: &results[index])
        index += 1
        return .proceed
      }
      if signal != .proceed { return signal }
    }
    guard !results.isEmpty else { return try yield(input) }
    for result in results {
      var bytes = result
      search.text.withUTF8 { bytes.append(contentsOf: $0[min(previous, $0.count)...]) }
      let signal = try yield(Value(bytes.withUnsafeBufferPointer { Text(validated: $0) }))
      if signal != .proceed { return signal }
    }
    return .proceed
  }

  private func append(_ text: Text, _ gap: Range<Int>, _ value: Value, to bytes: inout [UInt8]) throws(Thrown) {
    guard value.isNull || value.kind == .string else {
      throw Thrown(.operands(Value(text.bytes(gap)), value, "cannot be added"), place)
    }
    text.withUTF8 { bytes.append(contentsOf: $0[gap]) }
    value.text?.withUTF8 { bytes.append(contentsOf: $0) }
  }
}
