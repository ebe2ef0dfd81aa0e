import HTTP
import JSON

/// A manifest that an import makes, from its head to the last method.
final class ManifestDraft {
  let description: OpenAPIDescription
  let operations: [ImportedOperation]
  let facts: [AnswerFacts]
  /// The GET of each path.
  let reads: [String: Int]
  let name: String
  private let base: BaseGuess
  private let source: String
  private let security: SecurityGuess
  /// How most bodies travel.
  let encoding: BodyEncoding?
  private let definitions = SharedTexts()

  init(
    description: OpenAPIDescription, operations: [ImportedOperation], facts: [AnswerFacts], name: String,
    base: BaseGuess, source: String
  ) {
    (self.description, self.operations, self.facts, self.name) = (description, operations, facts, name)
    (self.base, self.source) = (base, source)
    let gets = operations.indices.filter { operations[$0].verb == "GET" }
    reads = Dictionary(gets.map { (operations[$0].pathText, $0) }) { first, _ in first }
    security = SecurityGuess(description, operations)
    let forms = operations.count { $0.encoding == .form }
    let others = operations.count { $0.encoding == .json }
    encoding = forms + others == 0 ? nil : forms > others ? .form : .json
  }

  /// The same without some operations.
  func without(_ indices: [Int]) -> ManifestDraft {
    let rest = operations.indices.filter { !indices.contains($0) }
    return ManifestDraft(
      description: description, operations: rest.map { operations[$0] }, facts: rest.map { facts[$0] }, name: name,
      base: base, source: source)
  }

  /// All of it, laid out; what comes several times is defined once.
  func text() -> String {
    let methods = operations.indices.map { MethodDraft(self, $0) }
    for method in methods { method.count(definitions) }
    definitions.settle()
    let root = ManifestText.object(head + [resources(methods)], .lines)
    var printer = ManifestPrinter()
    for line in comments { printer.comment(line) }
    printer.line()
    for (name, value) in definitions.all { printer.definition(name, value) }
    if !definitions.all.isEmpty { printer.line() }
    printer.add(root)
    return printer.text
  }

  private var comments: [String] {
    let info = description.root["info"]
    let title = Prose.sentence(info?["title"]?.text ?? name, atMost: 80)
    let version = info?["version"]?.text.map { " " + Prose.sentence($0, atMost: 30) } ?? ""
    return [
      "\(title)\(version), from its OpenAPI description \(Prose.sentence(source, atMost: 80)).",
      "What is marked as guessed is not in the description; please review it.",
    ]
  }

  private var head: [ManifestMember] {
    let info = description.root["info"]
    var head = [ManifestMember("title", .string(Prose.sentence(info?["title"]?.text ?? name, atMost: 60)))]
    let summary = Prose.sentence(info?["summary"]?.text ?? info?["description"]?.text ?? "")
    if !summary.isEmpty { head.append(ManifestMember("summary", .string(summary))) }
    let link = description.root["externalDocs"]?["url"]?.text ?? info?["contact"]?["url"]?.text ?? ""
    if link.hasPrefix("http") { head.append(ManifestMember("documentation", .string(link))) }
    head.append(ManifestMember("base", .string(base.url), comment: base.comment))
    if let encoding { head.append(ManifestMember("body", .string(encoding.rawValue))) }
    if let accept {
      head.append(ManifestMember("headers", .object([ManifestMember("Accept", .string(accept))], .filled)))
    }
    return head + securityMembers
  }

  /// The media types of the responses, where these are not the usual one.
  private var accept: String? {
    let plain = "application/json"
    let all = operations.compactMap(\.accepts)
    var types: [String] = []
    for type in all where type != plain && !types.contains(type) && types.count < 4 { types.append(type) }
    guard !types.isEmpty else { return nil }
    types.insert(plain, at: all.contains(plain) ? 0 : types.count)
    return types.joined(separator: ", ")
  }

  private var securityMembers: [ManifestMember] {
    guard !security.schemes.isEmpty else { return [] }
    let credentials = security.credentials.map { credential in
      var members = [ManifestMember("summary", .string(credential.summary))]
      if !credential.isSecret { members.append(ManifestMember("secret", .value(false))) }
      if credential.isOptional { members.append(ManifestMember("optional", .value(true))) }
      return ManifestMember(credential.name, .object(members, .filled))
    }
    let parts = security.schemes.map { scheme in
      ManifestText.object(scheme.members.map { ManifestMember($0.name, .string($0.value)) }, .filled)
    }
    return [
      ManifestMember("credentials", .object(credentials, .lines)),
      ManifestMember("authentication", parts.count == 1 ? parts[0] : .array(parts), comment: security.comment),
    ]
  }

  private func resources(_ methods: [MethodDraft]) -> ManifestMember {
    var names: [String] = []
    var groups: [String: [MethodDraft]] = [:]
    for method in methods {
      let name = method.operation.resource
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(method)
    }
    let members = names.map { ManifestMember($0, resource($0, groups[$0] ?? [])) }
    return ManifestMember("resources", .object(members, .lines))
  }

  private func resource(_ name: String, _ methods: [MethodDraft]) -> ManifestText {
    var members: [ManifestMember] = []
    let tags = description.root["tags"]?.elements ?? []
    let tag = methods.compactMap(\.operation.tag).first
    let summary = Prose.sentence(tags.first { $0["name"]?.text == tag }?["description"]?.text ?? "")
    if !summary.isEmpty { members.append(ManifestMember("summary", .string(summary))) }
    if let item = (methods.first { $0.facts.isList } ?? methods.first { $0.operation.verb == "GET" })?.facts.item {
      let names = Set(description.schema(item).properties.map(\.name))
      let kind = Words.singular(name)
      let isNamed = operations.contains { $0.parameters.contains { $0.kind == kind } }
      if names.contains("id") || isNamed { members.append(ManifestMember("kind", .string(kind))) }
      if names.contains("id") {
        members.append(ManifestMember("id", .string(".id")))
        let label = ["name", "title", "label", "email", "login", "slug"].first(where: names.contains)
        if let label { members.append(ManifestMember("label", .string("." + label))) }
      }
    }
    let texts = methods.map { ManifestMember($0.operation.name, $0.text(definitions)) }
    return .object(members + [ManifestMember("methods", .object(texts, .lines))], .filled)
  }
}
