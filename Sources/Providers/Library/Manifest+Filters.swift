import Diagnostics
import Query

extension Manifest {
  /// The faults of the manifest's filters, at their locations.
  func filterFindings(_ source: SourceText, _ places: ManifestPlaces) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for filter in filters {
      for fault in filter.faults {
        let place = places.string(at: fault.path).map { $0.template.place(of: fault.range, in: $0.source) }
        let finding = Diagnostic(
          code: "manifest", "the filter `\(fault.path)` of \(name) is wrong: \(fault.message)", hint: fault.hint,
          source: source, range: place ?? places.range(of: fault.path, .value))
        // A fault in the definitions affects every filter; report it once.
        if !findings.contains(finding) { findings.append(finding) }
      }
    }
    return findings
  }

  private var filters: [AnswerFilter] {
    var filters = [refused, error, webhooks?.event, webhooks?.data].compactMap(\.self)
    if case .session(let style) = authentication { filters += [style.session].compactMap(\.self) }
    for resource in resources {
      filters += [resource.id, resource.label].compactMap(\.self)
      for endpoint in resource.endpoints { filters += endpoint.filters }
    }
    return filters + (open?.endpoint.filters ?? [])
  }
}

extension Endpoint {
  fileprivate var filters: [AnswerFilter] {
    let paging: [AnswerFilter] =
      switch pagination {
      case .cursor(_, let value, let more): [value, more]
      case .nextPage(_, let next, let total): [next] + (total.map { [$0] } ?? [])
      case .window, .page, .link, .unknown, nil: []
      }
    return [payload].compactMap(\.self) + paging + writing
  }
}

extension Endpoint {
  /// The filters of `reads`, `undo` and `probe`.
  private var writing: [AnswerFilter] {
    var filters: [AnswerFilter] = []
    if case .use(let use) = reads { filters += use.arguments.map(\.filter) }
    if let inverse { filters += inverse.use.arguments.map(\.filter) + [inverse.each].compactMap(\.self) }
    if case .read(let probe)? = probe { filters += probe.filters }
    return filters
  }
}

extension Probe {
  fileprivate var filters: [AnswerFilter] {
    let found: AnswerFilter? =
      switch finding {
      case .created(let creation): creation.time
      case .decided(let filter): filter
      case .changed, .gone, .present: nil
      }
    return (read?.arguments.map(\.filter) ?? []) + shown.map(\.filter) + [found, unless].compactMap(\.self)
  }
}

extension AnswerFilter {
  /// The faults of the filter and of the definitions before it.
  fileprivate var faults: [(path: ManifestPath, range: SourceRange, message: String, hint: String?)] {
    do throws(Diagnostics) {
      try compile()
      return []
    } catch {
      return error.all.map { fault in
        let range = fault.range ?? SourceRange(offset, offset)
        let isHere = range.lower >= offset
        let shift = isHere ? offset : 0
        return (
          isHere ? path : .root["definitions"], SourceRange(range.lower - shift, range.upper - shift), fault.message,
          fault.hint
        )
      }
    }
  }
}

extension StringTemplate {
  /// The source range of a part of the filter; the whole filter if unknown.
  func place(of part: SourceRange, in source: SourceText) -> SourceRange {
    let written = Array(source[range].utf8)
    guard constant != nil, written.first == UInt8(ascii: "\""), written.last == written.first else { return range }
    // The source offset of each byte of the text.
    var starts: [Int] = []
    var index = 1
    while index < written.count - 1 {
      starts.append(range.lower + index)
      if written[index] == UInt8(ascii: "\\") {
        if written[index + 1] == UInt8(ascii: "u") { return range }
        index += 1
      }
      index += 1
    }
    starts.append(range.upper - 1)
    guard part.lower < starts.count else { return range }
    let upper = starts[min(part.upper, starts.count - 1)]
    return SourceRange(starts[part.lower], max(upper, starts[part.lower] + 1))
  }
}
