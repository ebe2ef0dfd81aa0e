import Diagnostics
import JSON
import Script

extension LanguageServer {
  /// Checks an open text and publishes its diagnostics.
  func check(_ uri: String) {
    guard let document = documents[uri] else { return }
    let report = Checker.check(document.parsed.script, environment: environment, remembering: document.memory)
    documents[uri]?.memory = report.memory
    var findings = report.findings
    // A danger that prevents the text from running is shown as an error.
    if report.mayWrite {
      for index in findings.indices where findings[index].severity == .danger { findings[index].severity = .error }
    }
    var parameters: Object = ["uri": Value(uri), "diagnostics": Value(values(of: findings, in: document))]
    if let version = document.version, version.int != nil { parameters["version"] = version }
    notify("textDocument/publishDiagnostics", Value(parameters))
  }

  /// Rechecks the open texts that load modules, since those may have changed, as may other files.
  func checkImporters() {
    let environment = environment
    for uri in documents.keys { documents[uri]?.memory = CheckMemory() }
    for (uri, document) in documents.sorted(by: { $0.key < $1.key }) {
      let index = NameIndex(document.parsed.script, catalog: nil, modules: environment.modules)
      if !index.modules.isEmpty { check(uri) }
    }
  }

  private func values(of findings: [Diagnostic], in document: Document) -> [Value] {
    let isForeign = findings.contains { $0.source.map { $0.name != document.source.name } ?? false }
    let index = isForeign ? self.index(of: document) : nil
    return findings.map { finding in
      guard let source = finding.source, source.name != document.source.name else {
        return value(of: finding, at: finding.range, in: document)
      }
      return foreign(finding, in: source, document, index)
    }
  }

  /// A finding in a module is shown at the statement that loads it.
  private func foreign(
    _ finding: Diagnostic, in source: SourceText, _ document: Document, _ index: NameIndex?
  ) -> Value {
    let loads = index?.modules ?? []
    let range = (loads.first { $0.source.name == source.name } ?? loads.first)?.range
    var finding = finding
    let place = finding.range.map { source.position(at: $0.lower) }
    let name = source.name.split(separator: "/").last.map(String.init) ?? source.name
    finding.message = "\(name)\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(finding.message)"
    guard abilities.takesRelatedInformation else { return value(of: finding, at: range, in: document) }
    let there = location(of: finding.range ?? SourceRange(0, 0), in: source)
    return value(
      of: finding, at: range, in: document, related: [["location": there, "message": Value("it is here")]])
  }

  private func value(
    of finding: Diagnostic, at range: SourceRange?, in document: Document, related: [Value] = []
  ) -> Value {
    let hint = finding.hint.map { "\n" + $0 } ?? ""
    var object: Object = [
      "range": document.lines.range(of: range ?? SourceRange(0, 0)).value,
      "severity": finding.severity == .error ? 1 : 2,
      "code": Value(finding.code), "source": "edush",
      "message": Value(([finding.message + hint] + finding.notes).joined(separator: "\n")),
    ]
    // 1 is "Unnecessary", which editors show faded.
    if finding.code == "unused-variable", abilities.takesTags { object["tags"] = [1] }
    if !related.isEmpty { object["relatedInformation"] = Value(related) }
    return Value(object)
  }
}
