public import Diagnostics
import HTTP
import Query

/// Generates manifests from OpenAPI 3 or Swagger 2.0 descriptions in JSON or YAML.
public struct OpenAPIImport {
  /// The text of the description, with its name for messages.
  public var source: SourceText
  /// The name of the provider; nil derives it from the title.
  public var name: String?
  /// The base URL; nil uses the one in the description.
  public var base: String?
  /// Reads a further file of the description by its path; nil if references to files are not supported.
  public var reader: ((_ path: String) throws -> SourceText)?

  /// The maximum length of a text, in bytes.
  public static let longestText = SourceReading.longest

  /// Creates an import without access to further files.
  public init(_ source: SourceText, name: String? = nil, base: String? = nil) {
    self.source = source
    self.name = name
    self.base = base
  }

  /// The result of an import.
  public struct Result: Sendable {
    /// The name of the provider, and of the manifest file.
    public var name: String
    /// The text of the manifest, with comments.
    public var manifest: String
    /// The number of methods.
    public var methods: Int
    /// The number of resources.
    public var resources: Int
    /// Guesses and omissions, in the order of the description.
    public var notes: [ImportNote]
    /// Faults in the description that do not prevent the import.
    public var warnings: [Diagnostic]
  }

  /// Reads the description and generates the manifest. Throws all faults that prevent that.
  public func run() throws(Diagnostics) -> Result {
    try checkBase()
    let description = try OpenAPIDescription(source, reader: reader)
    let all = OperationReader(description: description).operations()
    let servers = ServerChoice(description, all, given: base)
    let base = BaseGuess.of(description, given: base, common: servers.common)
    var operations = servers.reached(all)
    guard !operations.isEmpty else {
      let range = description.root["paths"]?.start
      let fault = SourceReading.fault(
        "no path of the description has an operation that a manifest can send", source, range)
      throw Diagnostics(description.notes.faults + description.notes.findings + description.notes.omissions + fault.all)
    }
    let facts = operations.map(description.answerFacts)
    for index in operations.indices {
      operations[index].isSearch = facts[index].isList && operations[index].verb == "POST"
    }
    let names = MethodNames(operations) { facts[$0].isList }.names()
    for index in operations.indices { (operations[index].resource, operations[index].name) = names[index] }
    Self.relate(&operations, facts)
    let name = try providerName(description)
    var draft = ManifestDraft(
      description: description, operations: operations, facts: facts, name: name, base: base, source: source.name)
    let text = try loadable(&draft)
    if !description.notes.faults.isEmpty { throw Diagnostics(description.notes.faults) }
    UnreadMembers(notes: description.notes).list(in: description)
    return Result(
      name: draft.name, manifest: text, methods: draft.operations.count,
      resources: Set(draft.operations.map(\.resource)).count, notes: description.notes.all,
      warnings: description.notes.findings)
  }

  /// Throws if the user's base URL is not valid in a manifest.
  private func checkBase() throws(Diagnostics) {
    guard let base else { return }
    do throws(TransportError) {
      _ = try BaseURL(base)
    } catch {
      throw Diagnostics([
        Diagnostic(code: "base", "`--base \(base)`: \(error.message)", hint: error.hint)
      ])
    }
  }

  /// Determines the kinds of ids in paths, for resources with a list that needs no arguments.
  private static func relate(_ operations: inout [ImportedOperation], _ facts: [AnswerFacts]) {
    let lists = zip(operations, facts).filter { operation, facts in
      operation.name == "list" && facts.itemHasID && !operation.parameters.contains(where: \.isRequired)
    }
    let resources = Set(lists.map(\.0.resource))
    for index in operations.indices {
      for (fixed, parameter) in zip(operations[index].path, operations[index].path.dropFirst()) {
        guard case .fixed(let written) = fixed, let name = parameter.parameters.first,
          case let text = written.spoken, resources.contains(Words.name(text)),
          let place = operations[index].parameters.firstIndex(where: { $0.name == name && $0.place == .path })
        else { continue }
        operations[index].parameters[place].kind = Words.singular(Words.name(text))
      }
    }
  }

  /// Returns a text that loads as a manifest. Operations that manifests do not support are omitted and noted.
  private func loadable(_ draft: inout ManifestDraft) throws(Diagnostics) -> String {
    while true {
      let text = draft.text()
      let faults = ManifestLibrary.faults(inManifest: SourceText(name: "\(draft.name).jq", text: text), of: draft.name)
      if faults.isEmpty { return text }
      let broken = draft.operations.indices.compactMap { index -> (index: Int, fault: Diagnostic)? in
        let operation = draft.operations[index]
        let path = ManifestPath.root["resources"][operation.resource]["methods"][operation.name]
        return faults.first { $0.path?.steps.starts(with: path.steps) == true }.map { (index, $0.fault) }
      }
      guard !broken.isEmpty, broken.count < draft.operations.count else { throw Diagnostics(faults.map(\.fault)) }
      for (index, fault) in broken {
        let operation = draft.operations[index]
        draft.description.notes.omit("\(operation.verb) \(operation.pathText): \(fault.message)", operation.range)
      }
      draft = draft.without(broken.map(\.index))
    }
  }

  /// The name of the provider, which must be unique.
  private func providerName(_ description: OpenAPIDescription) throws(Diagnostics) -> String {
    let found = name ?? titleName(description)
    let hint = "give one with `--name`"
    guard found.isIdentifier else {
      throw SourceReading.fault(
        "`\(found)` is not a valid provider name: use letters, digits and `_`", source, nil, hint)
    }
    guard !ReservedNames.contains(found) else {
      throw SourceReading.fault("`\(found)` is a word of the language and cannot name a provider", source, nil, hint)
    }
    guard !embeddedManifests.contains(where: { $0.name == found }) else {
      throw SourceReading.fault("`\(found)` is one of edush's own providers", source, nil, hint)
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
