/// What a call that failed may have done at the server.
public enum Effect: String, Sendable, Hashable {
  /// Nothing: it was never sent, it only reads, or the server refused it.
  case none
  /// It may have been carried out: it left, and nothing reliable came back.
  case maybe
  /// It was carried out; only its response could not be used.
  case done
}
