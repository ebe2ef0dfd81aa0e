import Diagnostics
import JSON
import Query

/// Counts the failures of rows while others continue, so that only the first few of each form are shown. Not
/// thread-safe; used by the thread that currently shows output.
final class RepeatedFailures {
  /// The number of failures to show per form.
  static let most = 20
  /// The counts for one outermost loop, in order of first occurrence.
  private var counts: [(form: FailureForm, count: Int)] = []
  private var places: [FailureForm: Int] = [:]

  /// Counts a failure; returns its number among those with the same form, from 1.
  func count(_ form: FailureForm) -> Int {
    let place = places[form] ?? counts.count
    if place == counts.count {
      places[form] = place
      counts.append((form, 0))
    }
    counts[place].count += 1
    return counts[place].count
  }

  /// Returns a line for each form with hidden failures, and resets the counts.
  func takeRest() -> [String] {
    defer { (counts, places) = ([], [:]) }
    return counts.filter { $0.count > Self.most }.map { form, count in
      "… and \((count - Self.most).grouped) more like this (\(form.description))"
    }
  }
}

/// The form of a failure: kind, location, status and the fields named by the provider, but not the ids and values in
/// its text.
struct FailureForm: Hashable, Sendable, CustomStringConvertible {
  private let code: String?
  private let status: Int?
  private let fields: [Text]
  private let range: SourceRange?
  /// The location, as `file:line:column`.
  private let place: String

  init(_ diagnostic: Diagnostic, _ failure: Failure? = nil, in source: SourceText, _ range: SourceRange) {
    code = diagnostic.code
    status = failure?.status
    fields = failure?.errors.map(\.key) ?? []
    self.range = diagnostic.range ?? range
    let source = diagnostic.source ?? source
    let position = source.position(at: (diagnostic.range ?? range).lower)
    place = "\(source.name):\(position.line):\(position.column)"
  }

  var description: String { (status.map { "status \($0), " } ?? "") + place }
}

extension Int {
  /// The number with thousands separators: `9,980`.
  fileprivate var grouped: String {
    let digits = Array(String(self))
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digits[index])
    }
  }
}

extension Execution {
  /// Shows the failure of a row while others continue, or only counts it.
  func emitFailure(_ diagnostic: Diagnostic, _ form: FailureForm) {
    if let buffer { return buffer.outputs.append(.failure(diagnostic, form)) }
    let number = interpreter.repeatedFailures.count(form)
    if number <= RepeatedFailures.most {
      environment.output(.diagnostic(diagnostic))
    } else if number == RepeatedFailures.most + 1 {
      environment.output(.notice("… further rows that fail in the same way are only counted"))
    }
  }

  /// Shows the output of a row.
  func emit(_ outputs: [RowOutput]) {
    for output in outputs {
      switch output {
      case .output(let output): emit(output)
      case .failure(let diagnostic, let form): emitFailure(diagnostic, form)
      }
    }
  }

  /// Reports at the end of an outermost loop how many failures were only counted.
  func emitRepeatedFailures() {
    guard loopDepth == 0 else { return }
    for line in interpreter.repeatedFailures.takeRest() { emit(.notice(line)) }
  }
}

/// A piece of a row's output before it is shown.
enum RowOutput: Sendable {
  case output(Output)
  /// The failure of a row in an inner loop while others continue.
  case failure(Diagnostic, FailureForm)
}
