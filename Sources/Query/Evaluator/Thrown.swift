import Diagnostics
import JSON

/// An error on its way out of an evaluation.
final class Thrown: Error, @unchecked Sendable {
  let fault: Fault
  /// Where it arose; set by the first node that knows.
  private(set) var place: Place?

  init(_ fault: Fault, _ place: Place? = nil) {
    self.fault = fault
    self.place = place
  }

  /// The same error with a place, if it has none yet.
  func at(_ place: Place) -> Thrown {
    if self.place == nil { self.place = place }
    return self
  }
}

/// A place in one of the texts of a program.
struct Place: Sendable {
  let source: SourceText
  let range: SourceRange
}
