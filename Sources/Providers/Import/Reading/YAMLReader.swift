import CYAML
import Diagnostics
import JSON

/// Parses a YAML document into values with source locations. Scalars follow the core schema of YAML 1.2.
final class YAMLReader {
  private let source: SourceText
  private let places: CharacterPlaces
  private var anchors: [String: SourceNode] = [:]
  private var depth = 0
  private var values = 0
  private var repeated: [Diagnostic] = []
  private var parser: OpaquePointer?

  init(_ source: SourceText) {
    self.source = source
    places = CharacterPlaces(source.text)
  }

  func read() throws(Diagnostics) -> SourceNode {
    let bytes = Array(source.text.utf8)
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(Diagnostics) in try read(buffer) }
    }
    return try result.get()
  }

  private func read(_ text: UnsafeBufferPointer<UInt8>) throws(Diagnostics) -> SourceNode {
    parser = cyaml_open(text.baseAddress, text.count)
    defer {
      cyaml_close(parser)
      parser = nil
    }
    guard parser != nil else {
      throw SourceReading.fault("YAML needs the library libyaml, which is not installed", source, nil, "or give JSON")
    }
    let event = try next()
    guard event.kind != CYAML_END else { throw SourceReading.fault("the description is empty", source) }
    let node = try node(event)
    let last = try next()
    guard last.kind == CYAML_END else {
      throw SourceReading.fault("a second document begins here", source, range(last), "a description is one document")
    }
    if !repeated.isEmpty { throw Diagnostics(repeated) }
    return node
  }

  private func next() throws(Diagnostics) -> Event {
    var event = cyaml_event()
    cyaml_next(parser, &event)
    let result = Event(event)
    guard result.kind == CYAML_ERROR else { return result }
    let offset = places.offset(result.start)
    let range = SourceRange(offset, offset + 1)
    let problem = source[range] == "\t" ? "a tab where only spaces are allowed" : result.text
    throw SourceReading.fault("not valid YAML: \(problem)", source, range)
  }

  private func node(_ event: Event) throws(Diagnostics) -> SourceNode {
    switch event.kind {
    case CYAML_ALIAS: return try alias(event)
    case CYAML_SCALAR: return try keep(scalar(event), event)
    case CYAML_SEQUENCE_START: return try keep(try sequence(event), event)
    default: return try keep(try mapping(event), event)
    }
  }

  private func keep(_ node: SourceNode, _ event: Event) throws(Diagnostics) -> SourceNode {
    try count(1, event)
    if let anchor = event.anchor { anchors[anchor] = node }
    return node
  }

  private func count(_ number: Int, _ event: Event) throws(Diagnostics) {
    values += number
    guard values <= SourceReading.mostValues else { throw SourceReading.tooMany(source, range(event)) }
  }

  private func alias(_ event: Event) throws(Diagnostics) -> SourceNode {
    guard let node = anchors[event.anchor ?? ""] else {
      throw SourceReading.fault(
        "there is no anchor `\(event.anchor ?? "")` before this alias", source, range(event),
        "an anchor can be used only after its value")
    }
    try count(node.size, event)
    return node
  }

  private func scalar(_ event: Event) -> SourceNode {
    let value = event.isString ? Value(event.text) : CoreScalar.value(event.text)
    return SourceNode(value, text: event.text, range(event))
  }

  private func sequence(_ start: Event) throws(Diagnostics) -> SourceNode {
    try enter(start)
    var elements: [SourceNode] = []
    var event = try next()
    while event.kind != CYAML_SEQUENCE_END {
      elements.append(try node(event))
      event = try next()
    }
    depth -= 1
    return SourceNode(array: elements, whole(start, event))
  }

  private func mapping(_ start: Event) throws(Diagnostics) -> SourceNode {
    try enter(start)
    var members: [SourceNode.Member] = []
    var names: Set<String> = []
    var merged: [SourceNode] = []
    var event = try next()
    while event.kind != CYAML_MAPPING_END {
      let isMerge = event.kind == CYAML_SCALAR && !event.isString && event.text == "<<"
      let key = try node(event)
      if isMerge {
        merged += try mergedObjects(of: try node(try next()))
        event = try next()
        continue
      }
      guard case .scalar(_, let name) = key.content else {
        throw SourceReading.fault("the name of a member must be a string, not \(key.article)", source, key.range)
      }
      if !names.insert(name).inserted { repeated.append(SourceReading.repeated(name, source, range(event))) }
      members.append(SourceNode.Member(name: name, nameRange: range(event), value: try node(try next())))
      event = try next()
    }
    depth -= 1
    for member in merged.flatMap(\.members) where names.insert(member.name).inserted { members.append(member) }
    return SourceNode(object: members, whole(start, event))
  }

  /// The objects that `<<` merges (YAML's `merge` type). Their members are added unless a member of that name exists.
  private func mergedObjects(of node: SourceNode) throws(Diagnostics) -> [SourceNode] {
    let objects = node.isObject ? [node] : node.elements
    guard !objects.isEmpty, objects.allSatisfy(\.isObject) else {
      throw SourceReading.fault("`<<` merges objects, not \(node.article)", source, node.range)
    }
    return objects
  }

  private func enter(_ event: Event) throws(Diagnostics) {
    depth += 1
    guard depth <= SourceReading.deepest else { throw SourceReading.tooDeep(source, range(event).lower) }
  }

  private func range(_ event: Event) -> SourceRange {
    let lower = places.offset(event.start)
    return SourceRange(lower, max(places.offset(event.end), lower + 1))
  }

  private func whole(_ start: Event, _ end: Event) -> SourceRange {
    SourceRange(places.offset(start.start), places.offset(end.end))
  }
}

/// A libyaml event, with its texts copied.
private struct Event {
  let kind: Int
  let text: String
  let anchor: String?
  /// Whether a scalar is a string regardless of its content.
  let isString: Bool
  /// The offsets, in characters.
  let start: Int
  let end: Int

  init(_ event: cyaml_event) {
    kind = Int(event.kind)
    text =
      event.text.map { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: event.length) {
          String(decoding: UnsafeBufferPointer(start: $0, count: event.length), as: UTF8.self)
        }
      } ?? ""
    anchor = event.anchor.map { String(cString: $0) }
    isString = event.plain == 0 || event.tag.map { String(cString: $0) } == "tag:yaml.org,2002:str"
    start = event.start
    end = event.end
  }
}
