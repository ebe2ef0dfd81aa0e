/// Derives method names, `resource.verb`, for operations: from their operation ids if these have two parts, otherwise
/// from their paths. Follows the conventions of the built-in manifests.
struct MethodNames {
  /// The structure of an operation's path.
  private struct Place {
    /// The segments after the common prefix of all paths.
    var segments: [PathSegment]
    var fixed: [String]
    var isItem: Bool
    /// The path up to the last fixed segment.
    var collection: String
  }

  private let operations: [ImportedOperation]
  private let isList: (Int) -> Bool
  private var places: [Place] = []
  /// Paths that contain items.
  private var collections: Set<String> = []
  /// The HTTP methods used on the items of each collection.
  private var itemVerbs: [String: Set<String>] = [:]
  private var verbs: [String: Set<String>] = [:]
  /// For each name, the shortest path of a collection with that name.
  private var owners: [String: String] = [:]

  /// - Parameter isList: whether the operation at an index returns a list.
  init(_ operations: [ImportedOperation], isList: @escaping (Int) -> Bool) {
    self.operations = operations
    self.isList = isList
    let paths = operations.map { Self.spoken($0.path) }
    let shared = Self.sharedStart(of: paths)
    for (operation, path) in zip(operations, paths) {
      places.append(Self.place(path, skipping: shared))
      verbs[operation.pathText, default: []].insert(operation.verb)
    }
    collections = Set(places.filter(\.isItem).map(\.collection))
    for (operation, place) in zip(operations, places) where place.isItem {
      itemVerbs[place.collection, default: []].insert(operation.verb)
    }
    for place in places.sorted(by: { $0.segments.count < $1.segments.count }) {
      guard let last = place.fixed.last, place.fixed.count == 1 || collections.contains(place.collection) else {
        continue
      }
      if owners[Words.name(last)] == nil { owners[Words.name(last)] = place.collection }
    }
  }

  /// The resource and name of each operation, all distinct. Shorter paths are named first.
  func names() -> [(resource: String, name: String)] {
    var names = [(resource: String, name: String)](repeating: ("", ""), count: operations.count)
    var used: Set<String> = []
    let order = operations.indices.sorted { (places[$0].segments.count, $0) < (places[$1].segments.count, $1) }
    for index in order {
      let candidates = candidates(index).map { (Self.usable($0.0), Words.name(Words.of($0.1))) }
        .filter { !$0.0.isEmpty && !$0.1.isEmpty }
      let (resource, name) =
        candidates.first { !used.contains("\($0.0).\($0.1)") } ?? candidates.last ?? ("api", "call")
      var unique = name
      var number = 2
      while !used.insert("\(resource).\(unique)").inserted {
        unique = "\(name)_\(number)"
        number += 1
      }
      names[index] = (resource, unique)
    }
    return names
  }

  /// `request` is reserved, since every provider has a method of that name.
  private static func usable(_ resource: String) -> String {
    let name = Words.name(resource)
    return name == "request" ? "requests" : name
  }

  // MARK: Paths

  /// The path as used for names: without `.json`, and with `{id}:cancel` split in two.
  static func spoken(_ path: [PathSegment]) -> [PathSegment] {
    path.flatMap { segment -> [PathSegment] in
      switch segment {
      case .parameter: return [segment]
      case .fixed(let text):
        return text.spoken.split(separator: ":").map { .fixed(String($0)) }
      case .mixed:
        let act = segment.texts.last { $0.hasPrefix(":") }.map { String($0.dropFirst()) } ?? ""
        return [.parameter(segment.parameters.last ?? "")] + (act.isEmpty ? [] : [.fixed(act)])
      }
    }
  }

  /// The length of the prefix shared by all paths and followed by another fixed segment; includes versions and `api`.
  private static func sharedStart(of paths: [[PathSegment]]) -> Int {
    guard var shared = paths.first?.prefix(while: \.isFixed) else { return 0 }
    for path in paths {
      let common = zip(shared, path).prefix { $0 == $1 }.count
      let fixed = path.prefix(while: \.isFixed).count
      shared = shared.prefix(min(common, max(0, fixed - 1)))
    }
    return shared.count
  }

  private static func place(_ path: [PathSegment], skipping count: Int) -> Place {
    var segments = Array(path.dropFirst(count))
    while segments.count > 1, let text = segments.first?.fixedText, isVersion(text), segments[1].isFixed {
      segments.removeFirst()
    }
    let isItem = segments.last?.isFixed == false
    let last = segments.lastIndex { $0.isFixed } ?? -1
    let collection = Self.collection(segments[0..<(last + 1)])
    return Place(
      segments: segments, fixed: segments.compactMap(\.fixedText), isItem: isItem, collection: collection)
  }

  private static func isVersion(_ text: String) -> Bool {
    ["api", "apis", "rest"].contains(text.lowercased()) || text.allSatisfy { $0.isNumber || $0 == "-" || $0 == "." }
      || "vV".contains(text.first ?? " ") && text.count > 1 && text.dropFirst().first?.isNumber == true
  }

  // MARK: Candidates

  private func candidates(_ index: Int) -> [(String, String)] {
    dotted(index) + byPath(index) + byIdentifier(index)
  }

  /// `pads.list`, `issues/list-for-repo`, `Pets_List`; `chat.postMessage` in the path.
  private func dotted(_ index: Int) -> [(String, String)] {
    let identifier = operations[index].identifier ?? ""
    var parts = identifier.split { "./:".contains($0) }.map(String.init)
    if parts.count < 2, let last = places[index].segments.last?.fixedText, !Self.isVersion(last) {
      let written = last.split(separator: ".").map(String.init)
      if written.count > 1, !Self.fileEndings.contains(written.last ?? "") { parts = written }
    }
    if parts.count == 1 {
      let halves = identifier.split(separator: "_").map(String.init)
      if halves.count == 2, halves.allSatisfy({ $0.first?.isUppercase == true }) { parts = halves }
    }
    guard parts.count > 1, let name = parts.last else { return [] }
    let resource = parts[parts.count - 2]
    let outer = parts.count > 2 ? parts[parts.count - 3] : operations[index].tag ?? ""
    return [(resource, name), ("\(outer) \(resource)", name)]
  }

  private static let fileEndings: Set = ["php", "asp", "aspx", "jsp", "cgi", "do", "html", "txt", "csv", "pdf", "yaml"]

  private func byPath(_ index: Int) -> [(String, String)] {
    let (operation, place) = (operations[index], places[index])
    guard let last = place.fixed.last else {
      let resource = operation.tag ?? "root"
      return [(resource, verb(index, isCollection: false))]
    }
    let parent = place.fixed.dropLast().last { !Self.isVersion($0) }.map { owned($0, place, upTo: parentEnd(place)) }
    let isCollection = place.isItem || collections.contains(place.collection)
    guard let parent else { return [top(index, last, isCollection: isCollection)] }
    let one = Words.singular(Words.name(last))
    let verb = verb(index, isCollection: isCollection)
    let own = owned(last, place, upTo: place.segments.lastIndex(where: \.isFixed) ?? 0)
    if place.isItem { return [(own, verb), (parent, "\(verb)_\(one)")] }
    let below = (parent, below(index, last, one))
    return isCollection ? [(own, verb), below] : [below, ("\(parent) \(last)", verb)]
  }

  /// A word, prefixed with the previous one if another collection uses the word alone: `container_files`.
  private func owned(_ word: String, _ place: Place, upTo end: Int) -> String {
    let before = place.segments[..<end].last { $0.fixedText.map { !Self.isVersion($0) } ?? false }?.fixedText
    let collection = Self.collection(place.segments[...end])
    guard let before, collections.contains(collection), owners[Words.name(word)] != collection else { return word }
    return "\(Words.singular(Words.name(before))) \(word)"
  }

  /// The index of the second to last fixed segment.
  private func parentEnd(_ place: Place) -> Int {
    let last = place.segments.lastIndex(where: \.isFixed) ?? 0
    return place.segments[..<last].lastIndex { $0.fixedText.map { !Self.isVersion($0) } ?? false } ?? 0
  }

  private static func collection(_ segments: ArraySlice<PathSegment>) -> String {
    segments.map { $0.fixedText ?? "{}" }.joined(separator: "/")
  }

  /// The name for a path with one segment.
  private func top(_ index: Int, _ last: String, isCollection: Bool) -> (String, String) {
    let operation = operations[index]
    let isAct =
      operation.verb == "POST" && !isCollection && !Words.isPlural(last) && verbs[operation.pathText]?.count == 1
    if isAct, let tag = operation.tag, Words.name(tag) != Words.name(last) { return (tag, last) }
    if !isCollection, operation.verb == "POST" || operation.identifier == last, let act = Self.act(last) { return act }
    return (last, verb(index, isCollection: isCollection))
  }

  /// A name with a verb inside: `core_user_delete_users`.
  private static func act(_ last: String) -> (String, String)? {
    let words = Words.of(last)
    let verbs = RiskWords.plain.union(RiskWords.reading)
    let place = words.indices.dropFirst().dropLast().first { place in
      verbs.contains(words[place]) || RiskWords.risk(ofBareVerb: words[place]) != nil
    }
    return place.map { (Words.name(Array(words[..<$0])), Words.name(Array(words[$0...]))) }
  }

  /// The name for a path below an item: `pads.end`, `courses.members`, `courses.create_member`.
  private func below(_ index: Int, _ last: String, _ one: String) -> String {
    let operation = operations[index]
    let others = verbs[operation.pathText] ?? []
    return switch operation.verb {
    case "GET": last
    case "POST": others.contains("GET") || Words.isPlural(Words.name(last)) ? "create \(one)" : last
    case "PUT": others.contains("GET") ? "update \(last)" : last
    case "PATCH": "update \(last)"
    default: "delete \(last)"
    }
  }

  /// The verb: `list`, `get`, `create`, `update` or `delete`.
  private func verb(_ index: Int, isCollection: Bool) -> String {
    let (operation, place) = (operations[index], places[index])
    let others = verbs[operation.pathText] ?? []
    // The method applies to the collection, while the items have methods of their own.
    let ofItem = place.isItem ? [] : itemVerbs[place.collection] ?? []
    let isWhole = operation.verb == "DELETE" ? ofItem.contains("DELETE") : !ofItem.isDisjoint(with: ["PUT", "PATCH"])
    switch operation.verb {
    case "GET":
      let lists = isList(index) || isCollection || Words.isPlural(Words.name(place.fixed.last ?? ""))
      return !place.isItem && lists ? "list" : "get"
    case "POST" where operation.isSearch && !place.isItem: return "list"
    case "POST": return place.isItem ? others.isDisjoint(with: ["PUT", "PATCH"]) ? "update" : "post" : "create"
    case "PUT": return others.contains("PATCH") ? "replace" : isWhole ? "replace all" : "update"
    case "PATCH": return isWhole ? "update all" : "update"
    default: return isWhole ? "delete all" : "delete"
    }
  }

  /// Names from the operation id, without the words of the resource.
  private func byIdentifier(_ index: Int) -> [(String, String)] {
    let resource = Words.name(byPath(index).first?.0 ?? "")
    let known = Set(Words.of(resource) + Words.of(Words.singular(resource)))
    guard let identifier = operations[index].identifier else { return [(resource, "call")] }
    let words = Words.of(identifier)
    let own = words.filter { !known.contains($0) }
    return [(resource, Words.name(own.isEmpty ? words : own)), (resource, Words.name(words))]
  }
}

extension PathSegment {
  var fixedText: String? {
    switch self {
    case .fixed(let text): text
    case .parameter, .mixed: nil
    }
  }

  var isFixed: Bool { fixedText != nil }
}

extension String {
  /// The text without a format extension, as in `Messages.json`.
  var spoken: String {
    for ending in [".json", ".xml"] where hasSuffix(ending) && count > ending.count {
      return String(dropLast(ending.count))
    }
    return self
  }
}
