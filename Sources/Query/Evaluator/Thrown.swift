import Diagnostics
import JSON

/// An error while it propagates out of an evaluation.
final class Thrown: Error, @unchecked Sendable {
  let fault: Fault
  /// The place of the error, set by the first node that knows it.
  private(set) var place: Place?
  /// The elements being iterated when it occurred, innermost first.
  private(set) var trail: [(key: Value, place: Place)] = []
  /// The calls with their own frame that it left, innermost first.
  private(set) var calls: [CallSite] = []
  /// The innermost file record being processed when it occurred.
  private(set) var record: FilePlace?
  private static let longestTrail = 8

  init(_ fault: Fault, _ place: Place? = nil) {
    self.fault = fault
    self.place = place
  }

  /// Adds a place, unless it already has one.
  func at(_ place: Place) -> Thrown {
    if self.place == nil { self.place = place }
    return self
  }

  /// Adds the key of the container element that is being iterated.
  func inside(_ key: Value, _ place: Place) -> Thrown {
    if trail.count < Thrown.longestTrail { trail.append((key, place)) }
    return self
  }

  /// Adds the record that is being processed.
  func inside(_ record: FilePlace?) -> Thrown {
    if self.record == nil { self.record = record }
    return self
  }

  /// Adds a call that it leaves.
  func leaving(_ call: CallSite?) -> Thrown {
    if let call, calls.count < Thrown.longestTrail { calls.append(call) }
    return self
  }

  /// All calls that it left, innermost first.
  var stack: [CallSite] {
    var stack: [CallSite] = []
    var next = place?.call
    for call in calls.map(Optional.some) + [nil] {
      while let inlined = next {
        stack.append(inlined)
        next = inlined.place.call
      }
      if let call {
        stack.append(call)
        next = call.place.call
      }
    }
    return Array(stack.prefix(Thrown.longestTrail))
  }
}

/// A range in one of the source texts of a program.
struct Place: Sendable {
  let source: SourceText
  let range: SourceRange
  /// The call of the enclosing definition, if that was inlined into its caller.
  var call: CallSite?
}

/// The call of a definition.
final class CallSite: Sendable {
  let name: String
  let place: Place

  init(_ name: String, _ place: Place) {
    self.name = name
    self.place = place
  }
}
