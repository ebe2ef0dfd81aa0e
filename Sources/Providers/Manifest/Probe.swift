/// How to determine whether a write whose response was lost was carried out.
enum ProbeRule: Sendable {
  case read(Probe)
  /// It cannot be determined, and why.
  case never(String)
}

/// A read that shows whether a write was carried out.
struct Probe: Sendable {
  /// What the read returns if the write was carried out.
  enum Finding: Sendable {
    /// A recently created object with the fields that were sent.
    case created(Creation)
    /// The object with the fields that were sent.
    case changed
    /// No object.
    case gone
    /// An object.
    case present
    /// Decided by a filter on `{arguments, before, answer}`; `answer` is null if there is no object. The filter outputs
    /// false if it was not carried out, a string if that is unclear, and otherwise the payload, or true without one.
    case decided(AnswerFilter)
  }

  /// How to distinguish new objects from old ones.
  struct Creation: Sendable {
    /// A filter for an object's creation time, in ISO 8601 or Unix seconds. Without it, only the fields are compared.
    var time: AnswerFilter?
    /// Whether the list is sorted newest first, so that reading its beginning is sufficient.
    var isSorted: Bool
  }

  /// nil to use the read of the object.
  var read: MethodUse?
  var finding: Finding
  /// Filters for values that the object shows under other names, by parameter; they output null if the value is not
  /// shown.
  var shown: [(name: String, filter: AnswerFilter)] = []
  /// A filter on `{arguments}`; if it outputs a string, that is why this call cannot be probed.
  var unless: AnswerFilter?
}
