/// What a failed call may have done on the server.
public enum Effect: String, Sendable, Hashable {
  /// Nothing: the request was never sent, only reads, or was refused by the server.
  case none
  /// Unknown: the request was sent, but no reliable response came back.
  case maybe
  /// The request was carried out; only its response could not be used.
  case done
}
