import Diagnostics
import JSON
import Query
import Synchronization

/// All manifests by name: built-in ones and those of the user. Each is read on first use.
///
/// A user's manifest with the name of a built-in one is merged over it. Thread-safe.
final class ManifestLibrary: Sendable {
  /// The names in alphabetical order.
  let names: [String]
  private let sources: [String: [ManifestSource]]
  private let loaded = Mutex<[String: Result<Manifest, Diagnostics>]>([:])

  /// - Parameter manifests: a later manifest is merged over an earlier one of the same name.
  init(_ manifests: [ManifestSource]) {
    sources = Dictionary(grouping: manifests, by: \.name)
    names = sources.keys.sorted()
  }

  /// The manifests that have been read.
  var used: Set<String> { loaded.withLock { Set($0.keys) } }

  /// The environment variables of credentials in all manifests, as far as they are literals. No manifest is evaluated.
  var writtenCredentialVariables: Set<String> {
    sources.values.joined().reduce(into: []) { $0.formUnion(CredentialVariables.written(in: $1.read()?.text ?? "")) }
  }

  /// The credentials that a manifest declares as not secret, as far as this is literal.
  func writtenOpenCredentials(of name: String) -> Set<String> {
    (sources[name] ?? []).reduce(into: []) { $0.formUnion(CredentialVariables.open(in: $1.read()?.text ?? "")) }
  }

  /// The manifest with a name; nil if there is none. Throws all its faults.
  func manifest(_ name: String) throws(Diagnostics) -> Manifest? {
    if let known = loaded.withLock({ $0[name] }) { return try known.get() }
    guard sources[name] != nil else { return nil }
    let result = Result { () throws(Diagnostics) in try Self.read(name, try texts(of: name)) }
    loaded.withLock { $0[name] = result }
    return try result.get()
  }

  private func texts(of name: String) throws(Diagnostics) -> [SourceText] {
    try (sources[name] ?? []).map { source throws(Diagnostics) in try source.text() }
  }

  private static func read(_ name: String, _ sources: [SourceText]) throws(Diagnostics) -> Manifest {
    let (manifest, findings, _) = try inspect(name, sources)
    if findings.contains(where: { $0.severity == .error }) { throw Diagnostics(findings) }
    return manifest
  }

  private static func inspect(
    _ name: String, _ sources: [SourceText]
  ) throws(Diagnostics) -> (manifest: Manifest, findings: [Diagnostic], places: [ManifestPath]) {
    var (base, value) = (Value.null, Value.null)
    for source in sources {
      let part = try evaluate(source)
      if value.isNull { base = part }
      value = value.isNull ? part : ManifestReader.merge(value, part)
    }
    let reader = ManifestReader(name: name, source: sources.last ?? SourceText(name: name, text: ""))
    var manifest = reader.read(value)
    if sources.count > 1 {
      let original = ManifestReader(name: name, source: sources[0]).read(base)
      ManifestOverlay(base: original, changed: manifest).report(to: reader)
      for key in ["risks", "nouns"] where base["open"]?[Text(key)] != value["open"]?[Text(key)] {
        reader.report(.root["open"][key], .name, "must be as in edush's own manifest", "remove it")
      }
      manifest.own = OwnManifest(original)
    }
    return (manifest, reader.findings, reader.places)
  }

  /// The members that a user's manifest changes in a built-in one.
  func overlaid(_ name: String) -> [String] {
    (sources[name] ?? []).dropFirst().flatMap { source in
      (try? Self.evaluate(source.text())).map { ManifestOverlay.members(of: $0) } ?? []
    }
  }

  private static func evaluate(_ source: SourceText) throws(Diagnostics) -> Value {
    let filter = try Filter(parsing: source.text, name: source.name)
    do throws(EvaluationError) {
      var outputs: [Value] = []
      // A second output is already an error.
      try filter.run(.null, context: .ofManifest) { (value: consuming Value) in
        outputs.append(value)
        return outputs.count < 2
      }
      if outputs.count == 1, let value = outputs.first, value.kind == .object { return value }
      let found = outputs.count == 1 ? outputs[0].article : outputs.isEmpty ? "nothing" : "several values"
      throw .error(RuntimeError(value: .null, message: "a manifest is one object, not \(found)"))
    } catch {
      let fault = error.fault
      throw Diagnostics([
        Diagnostic(code: "manifest", fault.message, source: fault.source ?? source, range: fault.range)
      ])
    }
  }
}

extension EvaluationError {
  /// The message of the failure and its location.
  fileprivate var fault: (message: String, source: SourceText?, range: SourceRange?) {
    switch self {
    case .error(let error): (error.message, error.source, error.range)
    case .halt: ("a manifest cannot halt", nil, nil)
    case .cancelled: ("the manifest takes too long to evaluate", nil, nil)
    case .limit(let text): (text, nil, nil)
    }
  }
}

extension EvaluationContext {
  /// A context without files and calls, which stops infinite programs.
  fileprivate static var ofManifest: EvaluationContext {
    let context = EvaluationContext()
    var polls = 0
    context.isCancelled = {
      polls += 1
      return polls > 1000
    }
    context.memoryLimit = EvaluationContext.memoryLimit(megabytes: nil)
    return context
  }
}

extension ManifestLibrary {
  /// The manifest of a provider. Throws if there is none or if it has faults.
  func need(_ provider: String) throws(Failure) -> Manifest {
    do throws(Diagnostics) {
      if let manifest = try manifest(provider) { return manifest }
    } catch {
      let first = error.all.first
      throw Failure(
        .usage, first?.message ?? "the manifest of \(provider) is wrong", provider: provider,
        hint: first?.hint ?? "`edush provider check` shows all that is wrong with it")
    }
    let near = names.nearest(to: provider).map { "did you mean `\($0)`?" }
    throw Failure(
      .usage, "there is no provider `\(provider)`", hint: near ?? "known providers: " + names.joined(separator: ", "))
  }
}

extension ManifestLibrary {
  /// All faults of a manifest, including its filters, in text order.
  func findings(_ name: String) -> [Diagnostic] {
    do throws(Diagnostics) {
      let sources = try texts(of: name)
      guard let source = sources.last else { return [] }
      let (manifest, findings, _) = try Self.inspect(name, sources)
      let places = ManifestPlaces(source)
      let all = findings + manifest.filterFindings(source, places) + Self.repetitions(source, places)
      return all.enumerated().sorted { ($0.1.order, $0.0) < ($1.1.order, $1.0) }.map(\.1)
    } catch {
      return error.all
    }
  }

  /// All faults of a manifest that may be merged over a built-in one, located in its own text.
  static func findings(inManifest source: SourceText, of provider: String) -> [Diagnostic] {
    let own = ManifestSource.embedded.filter { $0.name == provider }
    return ManifestLibrary(own + [ManifestSource(name: provider, source: source)]).findings(provider)
  }

  /// The errors in a new provider's manifest, with the members that they concern.
  static func faults(
    inManifest source: SourceText, of provider: String
  ) -> [(path: ManifestPath?, fault: Diagnostic)] {
    do throws(Diagnostics) {
      let (manifest, findings, places) = try inspect(provider, [source])
      let members = zip(places, findings).map { (path: ManifestPath?.some($0), fault: $1) }
      let filters = manifest.filterFindings(source, ManifestPlaces(source)).map {
        (path: ManifestPath?.none, fault: $0)
      }
      return (members + filters).filter { $0.fault.severity == .error }
    } catch {
      return error.all.map { (nil, $0) }
    }
  }

  private static func repetitions(_ source: SourceText, _ places: ManifestPlaces) -> [Diagnostic] {
    places.repeatedNames.map { name in
      Diagnostic(
        .warning, code: "manifest", "duplicate key `\(name.text)` in an object", hint: "only this one counts",
        source: source, range: name.range)
    }
  }
}

extension Diagnostic {
  fileprivate var order: Int { range?.lower ?? -1 }
}
