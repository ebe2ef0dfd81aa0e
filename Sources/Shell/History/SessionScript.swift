import Diagnostics
import Providers
import Query
import Script

/// Generates a runnable script from exchanges. Ids copied from responses become references, typed values become
/// parameters, and redundant statements are omitted.
struct SessionScript {
  /// The transformations of the typed text.
  private struct Improvements: OptionSet {
    let rawValue: Int
    static let references = Improvements(rawValue: 1)
    static let parameters = Improvements(rawValue: 2)
    static let omissions = Improvements(rawValue: 4)
  }

  /// The statements and comments, in whole lines.
  private(set) var pieces = ["#!/usr/bin/env -S edush run"]
  /// A summary of the script: `4 lines, 2 parameters, 1 reference`.
  private(set) var summary = ""

  var contents: String { pieces.joined(separator: "\n") + "\n" }

  /// The best script that passes the checks; the typed text if none does.
  static func checked(
    _ statements: SessionStatements, client: ProviderClient, environment: any CheckEnvironment
  ) -> (script: SessionScript, report: CheckReport) {
    let choices: [Improvements] = [
      [.references, .parameters, .omissions], [.parameters, .omissions], [.references, .omissions], .omissions, [],
    ]
    var checked: (script: SessionScript, report: CheckReport)?
    for choice in choices {
      let script = SessionScript(statements, choice, client: client)
      let report = Checker.check(SourceText(name: "script", text: script.contents), environment: environment)
      checked = (script, report)
      if report.exitCode(acceptsDangers: false) == 0 { break }
    }
    return checked ?? (SessionScript(statements, [], client: client), CheckReport())
  }

  private init(_ statements: SessionStatements, _ improvements: Improvements, client: ProviderClient) {
    var units = statements.units
    var names = ScriptNames(units)
    var leftOut = LeftOut(failed: statements.failed)
    let references = improvements.contains(.references) ? ScriptReferences(units, client: client) : nil
    func sources() -> Set<Int> { references?.sources { !leftOut.contains($0) } ?? [] }
    if improvements.contains(.omissions) {
      leftOut.leaveNumbered(units)
      leftOut.leaveRepeats(units, keeping: sources())
      leftOut.leaveUnused(&units, keeping: sources())
    }
    let isThere = { !leftOut.contains($0) }
    let referenceCount = references?.apply(to: &units, isThere, names: &names) ?? 0
    var parameters: [String] = []
    if improvements.contains(.parameters) {
      parameters = ScriptParameters(of: &units, isThere, client: client, names: &names).statements
    }
    if let comment = leftOut.comment { pieces.append(comment) }
    pieces += parameters
    let written = units.indices.filter(isThere).map { units[$0] }
    add(written)
    summary = [
      written.count { !$0.isComment }.of("line"),
      parameters.isEmpty ? nil : parameters.count.of("parameter"),
      referenceCount == 0 ? nil : referenceCount.of("reference"),
    ].compactMap(\.self).joined(separator: ", ")
  }

  private mutating func add(_ units: [ScriptUnit]) {
    var provider: Account?
    for unit in units {
      if let wanted = unit.account, wanted != provider, !unit.isComment {
        pieces.append("use \(wanted)")
        provider = wanted
      }
      pieces += unit.texts
    }
  }
}
