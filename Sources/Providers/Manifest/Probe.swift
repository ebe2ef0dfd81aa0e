/// How to find out whether a method did what it was sent for, when its response was lost.
enum ProbeRule: Sendable {
  case read(Probe)
  /// Nothing tells, and why.
  case never(String)
}

/// A read that tells it.
struct Probe: Sendable {
  /// What the read shows when it was done.
  enum Finding: Sendable {
    /// An object that is as new as the call, with the fields that were sent.
    case created(Creation)
    /// The object, its fields as they were sent.
    case changed
    /// No object.
    case gone
    /// An object.
    case present
    /// Decided by a filter on `{arguments, before, answer}`; `answer` is null where there is no object. Its output is
    /// false where it was not done, a text where that is not clear, else the payload, true for none.
    case decided(AnswerFilter)
  }

  /// How new objects are told from old ones.
  struct Creation: Sendable {
    /// A filter on an object: when it was made, as ISO 8601 or Unix seconds. Without it the fields alone decide.
    var time: AnswerFilter?
    /// Whether the list shows the newest first, so that its beginning suffices.
    var isSorted: Bool
  }

  /// nil for the read of the object.
  var read: MethodUse?
  var finding: Finding
  /// Filters on the object, by parameter: the value it shows, where that is not the field of the same name; null where
  /// it shows none.
  var shown: [(name: String, filter: AnswerFilter)] = []
  /// A filter on `{arguments}`: a text is the reason why this call cannot be probed.
  var unless: AnswerFilter?
}
