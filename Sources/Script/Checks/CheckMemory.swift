import Diagnostics
import Query

/// What the checks found in the statements of a text, for the check of its next version: a statement that is the same, and
/// sees the same, need not be looked at again.
public struct CheckMemory: Sendable {
  /// What a check depends on besides the statement's own text.
  struct Surroundings: Equatable, Sendable {
    let account: Account?
    let last: ShapeCheck.Known?
    /// Identifies the functions in scope and their order.
    let functions: Int
    /// What is known of the variables that it mentions, or that functions may look at.
    let variables: [Variable]
    /// Whether the text sets a time zone.
    let setsZone: Bool
  }

  struct Variable: Equatable, Sendable {
    let isBound: Bool
    let isParameter: Bool
    let known: ShapeCheck.Known?
  }

  /// What a check did.
  struct Outcome: Sendable {
    /// In the order in which they were found; places count from the beginning of the statement.
    var findings: [Diagnostic] = []
    /// The variables from outside that it used, bound or not.
    var used: [String] = []
    var mayWrite = false
    var last: ShapeCheck.Known?
    /// What is known afterwards of the variables that it mentions.
    var variables: [ShapeCheck.Known?] = []
    /// Whether it has variables that nothing uses, which a text with syntax errors does not report.
    var dependsOnSyntax = false
    /// Whether it can be used again: not where it is about places outside of the statement.
    var isWhole = true
  }

  private struct Entry: Sendable {
    let surroundings: Surroundings
    let isReadable: Bool
    let outcome: Outcome
    /// The variables that the text mentions.
    let names: [String]
  }

  private var entries: [String: [Entry]] = [:]

  public init() {}

  func outcome(of text: String, _ surroundings: Surroundings, isReadable: Bool) -> Outcome? {
    entries[text]?.first { entry in
      (entry.isReadable == isReadable || !entry.outcome.dependsOnSyntax) && entry.surroundings == surroundings
    }?.outcome
  }

  /// The variables that a text mentions; nil where it is new.
  func names(in text: String) -> [String]? { entries[text]?.first?.names }

  mutating func keep(
    _ outcome: Outcome, of text: String, naming names: [String], _ surroundings: Surroundings, isReadable: Bool
  ) {
    entries[text, default: []].append(
      Entry(surroundings: surroundings, isReadable: isReadable, outcome: outcome, names: names))
  }
}
