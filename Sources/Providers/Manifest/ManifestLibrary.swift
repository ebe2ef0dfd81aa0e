import Diagnostics
import JSON
import Query
import Synchronization

/// The manifests by name: those of the program and those of the user over them; each is read when first needed.
///
/// A user's manifest of a known name changes what it says and leaves the rest. Thread-safe.
final class ManifestLibrary: Sendable {
  /// The names, in the alphabet's order.
  let names: [String]
  private let texts: [String: [SourceText]]
  private let loaded = Mutex<[String: Result<Manifest, Diagnostics>]>([:])

  /// - Parameter manifests: file names without their ending, and texts; a later one is laid over an earlier one.
  init(_ manifests: [(name: String, text: String)]) {
    var texts: [String: [SourceText]] = [:]
    for (name, text) in manifests {
      texts[name, default: []].append(SourceText(name: "\(name).jq", text: text))
    }
    self.texts = texts
    names = texts.keys.sorted()
  }

  /// The manifest of a name; nil where there is none. Throws all that is wrong with it.
  func manifest(_ name: String) throws(Diagnostics) -> Manifest? {
    if let known = loaded.withLock({ $0[name] }) { return try known.get() }
    guard let sources = texts[name] else { return nil }
    let result = Result { () throws(Diagnostics) in try Self.read(name, sources) }
    loaded.withLock { $0[name] = result }
    return try result.get()
  }

  private static func read(_ name: String, _ sources: [SourceText]) throws(Diagnostics) -> Manifest {
    var value = Value.null
    for source in sources {
      let part = try evaluate(source)
      value = value.isNull ? part : ManifestReader.merge(value, part)
    }
    let reader = ManifestReader(name: name, source: sources.last ?? SourceText(name: name, text: ""))
    let manifest = reader.read(value)
    if !reader.findings.isEmpty { throw Diagnostics(reader.findings) }
    return manifest
  }

  private static func evaluate(_ source: SourceText) throws(Diagnostics) -> Value {
    let filter = try Filter(parsing: source.text, name: source.name)
    do throws(EvaluationError) {
      let outputs = try filter.outputs(.null)
      if outputs.count == 1, let value = outputs.first, value.kind == .object { return value }
    } catch {
      if case .error(let error) = error {
        throw Diagnostics([
          Diagnostic(code: "manifest", error.message, source: error.source ?? source, range: error.range)
        ])
      }
    }
    throw Diagnostics([Diagnostic(code: "manifest", "a manifest is one object", source: source)])
  }
}

extension ManifestLibrary {
  /// All that is wrong with a manifest, its filters included.
  func findings(_ name: String) -> [Diagnostic] {
    do throws(Diagnostics) {
      guard let manifest = try manifest(name) else { return [] }
      return manifest.filters.flatMap { filter -> [Diagnostic] in
        do throws(Diagnostics) {
          try filter.compile()
          return []
        } catch {
          return error.all
        }
      }
    } catch {
      return error.all
    }
  }
}

extension Manifest {
  /// All its filters.
  var filters: [AnswerFilter] {
    var filters = [refused, error, webhooks?.event, webhooks?.data].compactMap(\.self)
    for resource in resources {
      filters += [resource.id, resource.label].compactMap(\.self)
      for endpoint in resource.endpoints { filters += [endpoint.payload].compactMap(\.self) + endpoint.pagingFilters }
    }
    if let open { filters += [open.endpoint.payload].compactMap(\.self) + open.endpoint.pagingFilters }
    return filters
  }
}

extension Endpoint {
  fileprivate var pagingFilters: [AnswerFilter] {
    switch pagination {
    case .cursor(_, let value, let more): [value, more]
    case .nextPage(_, let next): [next]
    case .window, nil: []
    }
  }
}
