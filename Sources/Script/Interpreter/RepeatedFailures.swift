import Diagnostics
import JSON
import Query

/// Counts the failures of rows while others go on, so that only the first ones that are alike are shown whole. Used by
/// whoever shows the output of rows: one thread at a time.
final class RepeatedFailures {
  /// How many are shown of those that are alike.
  static let most = 20
  /// Of one outermost loop, in the order in which they first came.
  private var counts: [(form: FailureForm, count: Int)] = []
  private var places: [FailureForm: Int] = [:]

  /// Counts a failure; its number among those of the form, from 1.
  func count(_ form: FailureForm) -> Int {
    let place = places[form] ?? counts.count
    if place == counts.count {
      places[form] = place
      counts.append((form, 0))
    }
    counts[place].count += 1
    return counts[place].count
  }

  /// A line for each form of which some were not shown; the next failures are counted anew.
  func takeRest() -> [String] {
    defer { (counts, places) = ([], [:]) }
    return counts.filter { $0.count > Self.most }.map { form, count in
      "… and \((count - Self.most).grouped) more like this (\(form.description))"
    }
  }
}

/// What failures that are alike have in common: their kind, the place in the script, the status and the fields that the
/// provider named; not the ids and values in their texts.
struct FailureForm: Hashable, Sendable, CustomStringConvertible {
  private let code: String?
  private let status: Int?
  private let fields: [Text]
  private let range: SourceRange?
  /// `file:line:column`
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
  /// Its digits in groups of three: `9,980`.
  fileprivate var grouped: String {
    let digits = Array(String(self))
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digits[index])
    }
  }
}

extension Execution {
  /// Shows the failure of a row while others go on, or only counts it.
  func emitFailure(_ diagnostic: Diagnostic, _ form: FailureForm) {
    if let buffer { return buffer.outputs.append(.failure(diagnostic, form)) }
    let number = interpreter.repeatedFailures.count(form)
    if number <= RepeatedFailures.most {
      environment.output(.diagnostic(diagnostic))
    } else if number == RepeatedFailures.most + 1 {
      environment.output(.notice("… further rows that fail in the same way are only counted"))
    }
  }

  /// Shows what a row said.
  func emit(_ outputs: [RowOutput]) {
    for output in outputs {
      switch output {
      case .output(let output): emit(output)
      case .failure(let diagnostic, let form): emitFailure(diagnostic, form)
      }
    }
  }

  /// Says at the end of an outermost loop how many failures were only counted.
  func emitRepeatedFailures() {
    guard loopDepth == 0 else { return }
    for line in interpreter.repeatedFailures.takeRest() { emit(.notice(line)) }
  }
}

/// What a row says, until it is shown.
enum RowOutput: Sendable {
  case output(Output)
  /// The failure of a row of an inner loop while others go on.
  case failure(Diagnostic, FailureForm)
}
