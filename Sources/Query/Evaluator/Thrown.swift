import Diagnostics
import JSON

/// An error on its way out of an evaluation.
final class Thrown: Error, @unchecked Sendable {
  let fault: Fault
  /// Where it arose; set by the first node that knows.
  private(set) var place: Place?
  /// The elements that were being gone through when it arose, the innermost first.
  private(set) var trail: [(key: Value, place: Place)] = []
  /// The calls with a frame of their own that it left, the innermost first.
  private(set) var calls: [CallSite] = []
  /// The record of a file that was being gone through when it arose, the innermost one.
  private(set) var record: FilePlace?
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

  /// The same error, on its way out of the outputs that come from a record.
  func inside(_ record: FilePlace?) -> Thrown {
    if self.record == nil { self.record = record }
    return self
  }

  /// The same error, on its way out of a call.
  func leaving(_ call: CallSite?) -> Thrown {
    if let call, calls.count < Thrown.longestTrail { calls.append(call) }
    return self
  }

  /// All calls that it left, the innermost first.
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

/// A place in one of the texts of a program.
struct Place: Sendable {
  let source: SourceText
  let range: SourceRange
  /// The call of the definition that it stands in, where that was compiled into its caller.
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
