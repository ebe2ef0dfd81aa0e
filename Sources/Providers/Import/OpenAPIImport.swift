public import Diagnostics
import HTTP

/// Makes manifests from descriptions in OpenAPI 3, in JSON or YAML.
public struct OpenAPIImport: Sendable {
  /// The text of the description, under the name to show.
  public var source: SourceText
  /// The name of the provider; nil takes it from the description's title.
  public var name: String?
  /// The base URL; nil takes it from the description.
  public var base: String?

  /// The bytes of the longest text that is read.
  public static let longestText = SourceReading.longest

  public init(_ source: SourceText, name: String? = nil, base: String? = nil) {
    self.source = source
    self.name = name
    self.base = base
  }

  /// What an import gives.
  public struct Result: Sendable {
    /// The name of the provider, which is the file's.
    public var name: String
    /// The text of the manifest, with comments.
    public var manifest: String
    public var methods: Int
    public var resources: Int
    /// What was guessed and left out, in the order of the description.
    public var notes: [ImportNote]
    /// Mistakes of the description that were got over.
    public var warnings: [Diagnostic]
  }

  /// Reads the description and writes the manifest. Throws all that makes it impossible.
  public func run() throws(Diagnostics) -> Result {
    let description = try OpenAPIDescription(source)
    var operations = OperationReader(description: description).operations()
    guard !operations.isEmpty else {
      let range = description.root["paths"]?.start
      throw Diagnostics(
        description.notes.findings
          + SourceReading.fault("no path of the description has an operation that a manifest can send", source, range)
          .all)
    }
    let facts = operations.map(description.answerFacts)
    let names = MethodNames(operations) { facts[$0].isList }.names()
    for index in operations.indices { (operations[index].resource, operations[index].name) = names[index] }
    Self.relate(&operations, facts)
    let name = try providerName(description)
    let draft = ManifestDraft(
      description: description, operations: operations, facts: facts, name: name,
      base: BaseGuess.of(description, given: base), source: source.name)
    let text = draft.text()
    try check(text, name)
    return Result(
      name: draft.name, manifest: text, methods: operations.count, resources: Set(operations.map(\.resource)).count,
      notes: description.notes.all, warnings: description.notes.findings)
  }

  /// Says of ids in paths whose they are, where a list without arguments can show them.
  private static func relate(_ operations: inout [ImportedOperation], _ facts: [AnswerFacts]) {
    let lists = zip(operations, facts).filter { operation, facts in
      operation.name == "list" && facts.itemHasID && !operation.parameters.contains(where: \.isRequired)
    }
    let resources = Set(lists.map(\.0.resource))
    for index in operations.indices {
      for (fixed, parameter) in zip(operations[index].path, operations[index].path.dropFirst()) {
        guard case .fixed(let text) = fixed, case .parameter(let name) = parameter,
          resources.contains(Words.name(text)),
          let place = operations[index].parameters.firstIndex(where: { $0.name == name && $0.place == .path })
        else { continue }
        operations[index].parameters[place].kind = Words.singular(Words.name(text))
      }
    }
  }

  /// What is written must load.
  private func check(_ text: String, _ name: String) throws(Diagnostics) {
    let manifest = SourceText(name: "\(name).jq", text: text)
    let faults = ManifestLibrary.findings(inManifest: manifest, of: name).filter { $0.severity == .error }
    if !faults.isEmpty { throw Diagnostics(faults) }
  }

  /// The name of the provider, which no other has.
  private func providerName(_ description: OpenAPIDescription) throws(Diagnostics) -> String {
    let found = name ?? titleName(description)
    let hint = "give one with `--name`"
    guard found.isIdentifier else {
      throw SourceReading.fault("`\(found)` is no name of a provider: letters, digits and `_`", source, nil, hint)
    }
    guard !embeddedManifests.contains(where: { $0.name == found }) else {
      throw SourceReading.fault("`\(found)` is a provider of edush, which the manifest would change", source, nil, hint)
    }
    return found
  }

  private func titleName(_ description: OpenAPIDescription) -> String {
    let idle: Set<String> = ["the", "api", "rest", "openapi", "public", "v1", "v2", "v3", "of", "for", "a", "an"]
    let words = Words.of(description.root["info"]?["title"]?.text ?? "")
    let name = Words.name(Array((words.filter { !idle.contains($0) }).prefix(2)))
    return name.isEmpty ? "imported" : name
  }
}
