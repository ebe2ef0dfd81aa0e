import Diagnostics
import Query

/// The results of checking each statement of a text, for checking the next version of the text: a statement that is
/// unchanged, in unchanged surroundings, is not checked again.
public struct CheckMemory: Sendable {
  /// Everything that a check depends on besides the statement's own text.
  struct Surroundings: Equatable, Sendable {
    let account: Account?
    let last: ShapeCheck.Known?
    /// Identifies the functions in scope and their order.
    let functions: Int
    /// What is known about the variables that the statement mentions or that functions may use.
    let variables: [Variable]
    /// Whether the text sets a time zone.
    let setsZone: Bool
  }

  struct Variable: Equatable, Sendable {
    let isBound: Bool
    let isParameter: Bool
    let known: ShapeCheck.Known?
  }

  /// The result of a check.
  struct Outcome: Sendable {
    /// The findings in order; their ranges are relative to the statement.
    var findings: [Diagnostic] = []
    /// The outer variables that the statement uses, bound or not.
    var used: [String] = []
    var mayWrite = false
    var last: ShapeCheck.Known?
    /// What is known about the mentioned variables after the statement.
    var variables: [ShapeCheck.Known?] = []
    /// Whether it has unused variables, which are not reported if the text has syntax errors.
    var dependsOnSyntax = false
    /// Whether the result can be reused: not if it concerns places outside of the statement.
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

  /// Creates an empty memory.
  public init() {}

  func outcome(of text: String, _ surroundings: Surroundings, isReadable: Bool) -> Outcome? {
    entries[text]?.first { entry in
      (entry.isReadable == isReadable || !entry.outcome.dependsOnSyntax) && entry.surroundings == surroundings
    }?.outcome
  }

  /// The variables that a text mentions; nil if the text is new.
  func names(in text: String) -> [String]? { entries[text]?.first?.names }

  mutating func keep(
    _ outcome: Outcome, of text: String, naming names: [String], _ surroundings: Surroundings, isReadable: Bool
  ) {
    entries[text, default: []].append(
      Entry(surroundings: surroundings, isReadable: isReadable, outcome: outcome, names: names))
  }
}
