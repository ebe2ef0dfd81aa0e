import Diagnostics

/// Selects the security schemes for the manifest: those that together satisfy most operations.
struct SecurityGuess {
  /// Empty if no authentication is required.
  private(set) var schemes: [SecurityScheme] = []

  var credentials: [SecurityScheme.Credential] { schemes.flatMap(\.credentials) }

  /// The flow in the description for which the manifest uses an existing token instead.
  private var flow: String? { schemes.lazy.compactMap(\.flow).first }

  var comment: String? {
    flow.map { "The description asks for \($0): a ready access token is taken, edush gets none itself." }
  }

  init(_ description: OpenAPIDescription, _ operations: [ImportedOperation]) {
    let uses = operations.map(\.security).filter { !$0.isEmpty }
    let known = Self.known(description, uses)
    guard let best = Self.best(of: known, uses) else { return }
    for name in best {
      guard let scheme = known.first(where: { $0.name == name }) else { continue }
      schemes.append(best.count == 1 ? scheme : scheme.named(beside: Set(credentials.map(\.name))))
    }
    // `security: [{}, …]`
    if !uses.isEmpty, uses.allSatisfy({ ways in ways.contains(where: \.isEmpty) }) { makeOptional() }
    note(known.filter { !best.contains($0.name) }, uses, description.notes)
  }

  /// Calls without a known credential are sent unauthenticated.
  private mutating func makeOptional() {
    for index in schemes.indices {
      for place in schemes[index].credentials.indices { schemes[index].credentials[place].isOptional = true }
    }
  }

  /// The schemes that a manifest can have; the others are noted.
  private static func known(_ description: OpenAPIDescription, _ uses: [[[String]]]) -> [SecurityScheme] {
    let schemes = description.member("securitySchemes", of: description.root["components"])
    let listed = (schemes ?? description.root["securityDefinitions"])?.members ?? []
    if listed.isEmpty {
      description.notes.guess(
        "the description has no security scheme, so calls are sent without a credential: set `authentication` in the manifest",
        description.root.start)
    }
    return listed.compactMap { member in
      guard let node = description.resolve(member.value)?.node else { return nil }
      if let scheme = SecurityScheme(member.name, node, member.nameRange) { return scheme }
      let type = [node["type"]?.text ?? "no type", node["scheme"]?.text].compactMap(\.self).joined(separator: " ")
      let count = uses.count { ways in ways.allSatisfy { $0.contains(member.name) } }
      let need = count == 0 ? "" : "; \(count) operation\(count == 1 ? " needs" : "s need") it"
      description.notes.omit("the security scheme `\(member.name)` (\(type)) is not supported\(need)", member.nameRange)
      return nil
    }
  }

  /// The names of the schemes that together satisfy most operations; nil if there are none.
  private static func best(of known: [SecurityScheme], _ uses: [[[String]]]) -> [String]? {
    let names = known.map(\.name)
    var candidates = names.map { [$0] }
    for way in uses.joined() {
      let way = way.filter(names.contains)
      if way.count > 1, !candidates.contains(where: { Set($0) == Set(way) }) { candidates.append(way) }
    }
    let ranks = candidates.enumerated().map { index, names -> (Int, Int, Int, Int) in
      let satisfied = uses.count { ways in ways.contains { !$0.isEmpty && Set($0).isSubset(of: names) } }
      let schemes = known.filter { names.contains($0.name) }
      return (-satisfied, schemes.map(Self.rank).max() ?? 0, names.count, index)
    }
    let order = candidates.indices.sorted { ranks[$0] < ranks[$1] }
    guard let best = order.first else { return nil }
    // A key can be typed in; an access token must be obtained, and expires.
    let typed = order.first { index in known.allSatisfy { !candidates[index].contains($0.name) || $0.flow == nil } }
    if let typed, ranks[typed].0 < 0, ranks[typed].0 * 2 <= ranks[best].0 { return candidates[typed] }
    return candidates[best]
  }

  /// Of two schemes accepted by equally many operations, the one with the lower rank is chosen.
  private static func rank(_ scheme: SecurityScheme) -> Int {
    switch scheme.members.first?.value {
    case "header": scheme.flow != nil ? 3 : scheme.credentials.first?.name == "token" ? 0 : 1
    default: 2
    }
  }

  private func note(_ others: [SecurityScheme], _ uses: [[[String]]], _ notes: ImportNotes) {
    let chosen = Set(schemes.map(\.name))
    let all = schemes.map { "`\($0.name)`" }.joined(separator: " and ")
    for other in others {
      let needs = uses.count { ways in
        ways.allSatisfy { !$0.isEmpty && !Set($0).isSubset(of: chosen) } && ways.contains { $0.contains(other.name) }
      }
      let why = needs == 0 ? "the manifest uses \(all)" : "\(needs) operation\(needs == 1 ? " needs" : "s need") it"
      notes.omit("the security scheme `\(other.name)`: \(why)", other.range)
    }
    if let flow, let range = schemes.first(where: { $0.flow != nil })?.range {
      notes.guess("a ready access token is used; the description asks for \(flow)", range)
    }
  }
}
