import Diagnostics
import JSON

/// An error on its way out of an evaluation.
final class Thrown: Error, @unchecked Sendable {
  let fault: Fault
  /// Where it arose; set by the first node that knows.
  private(set) var place: Place?
  /// The elements that were being gone through when it arose, the innermost first.
  private(set) var trail: [(key: Value, place: Place)] = []
  private static let longestTrail = 8

  init(_ fault: Fault, _ place: Place? = nil) {
    self.fault = fault
    self.place = place
  }

  /// The same error with a place, if it has none yet.
  func at(_ place: Place) -> Thrown {
    if self.place == nil { self.place = place }
    return self
  }

  /// The same error, on its way out of the iteration over the container that has this key.
  func inside(_ key: Value, _ place: Place) -> Thrown {
    if trail.count < Thrown.longestTrail { trail.append((key, place)) }
    return self
  }
}

/// A place in one of the texts of a program.
struct Place: Sendable {
  let source: SourceText
  let range: SourceRange
}
