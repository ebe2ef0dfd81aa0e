import Diagnostics
public import JSON
public import Query

/// A write as recorded in a journal.
public struct WrittenCall: Sendable {
  /// The account of the write.
  public var account: Account
  /// The method, such as `pads.update`, or `request` for a free request.
  public var method: String
  /// The bound arguments by name (``CallIntent/arguments``).
  public var arguments: Value
  /// The object before the write; nil if unknown.
  public var before: Value?
  /// The output; nil if the response was lost.
  public var payload: Value?
  /// Unix seconds, by the clock of this machine.
  public var sentAt: Double?
  /// Unix seconds, by the clock of this machine.
  public var answeredAt: Double?
  /// The number of other equal writes of the run that may have been carried out; a search may find the object of any of
  /// them.
  public var rivals = 0

  /// Creates a write without rivals.
  public init(
    account: Account, method: String, arguments: Value, before: Value? = nil, payload: Value? = nil,
    sentAt: Double? = nil, answeredAt: Double? = nil
  ) {
    self.account = account
    self.method = method
    self.arguments = arguments
    self.before = before
    self.payload = payload
    self.sentAt = sentAt
    self.answeredAt = answeredAt
  }
}

/// How a write can be undone.
public enum WayBack: Sendable {
  /// By these calls, in order; empty if the write changed nothing. The caveat is what is lost nevertheless.
  case calls([Call], caveat: String?)
  /// It cannot be undone, and why.
  case none(String)
}

/// Whether a write whose response was lost was carried out.
public enum Settlement: Sendable {
  /// It was carried out; the value is its output, or null if unknown.
  case done(Value)
  /// It was certainly not carried out.
  case notDone
  /// Unknown, and why.
  case unclear(String)
}

extension WrittenCall {
  /// Prepares the call again. Throws if its provider or method no longer exists.
  func prepared(_ library: ManifestLibrary) throws(Failure) -> PreparedCall {
    let manifest = try library.need(account.provider)
    var call = Call(account, named: method, arguments: (arguments.object ?? [:]).map { ($0.key.string, $0.value) })
    // Positional arguments of a free request are stored under their index.
    if call.resource == nil {
      for index in call.arguments.indices where call.arguments[index].name.flatMap(Int.init) != nil {
        call.arguments[index].name = nil
      }
    }
    return try PreparedCall(call, manifest: manifest)
  }
}

extension Call {
  /// A call of a method by its qualified name, such as `pads.update`, without a source location.
  init(_ account: Account, named name: String, arguments: [(name: String, value: Value)]) {
    let names = name.split(separator: ".", maxSplits: 1).map(String.init)
    let range = SourceRange(0, 0)
    self.init(
      account, resource: names.count > 1 ? names[0] : nil, method: names.last ?? name,
      arguments: arguments.map { Argument(name: $0.name, value: $0.value, range: range) }, range: range)
  }
}
