import Diagnostics
public import JSON
public import Query

/// A write as a journal knows it.
public struct WrittenCall: Sendable {
  public var account: Account
  /// `pads.update`, and `request` for a free one.
  public var method: String
  /// The bound arguments by name (``CallIntent/arguments``).
  public var arguments: Value
  /// The object that it is about, as it was; nil where that is not known.
  public var before: Value?
  /// Its output; nil where its response was lost.
  public var payload: Value?
  /// Unix seconds by the clock of this machine.
  public var sentAt: Double?
  public var answeredAt: Double?
  /// How many other writes of the run, equal to this one, may have been carried out: they share what a search finds.
  public var rivals = 0

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

/// How a write is undone.
public enum WayBack: Sendable {
  /// By these calls, in this order; none where it changed nothing. The caveat is what is lost all the same.
  case calls([Call], caveat: String?)
  /// By nothing, and why.
  case none(String)
}

/// Whether a write whose response was lost was carried out.
public enum Settlement: Sendable {
  /// It was, and would have output this; null where that is not known.
  case done(Value)
  /// It certainly was not.
  case notDone
  /// That cannot be told, and why.
  case unclear(String)
}

extension WrittenCall {
  /// The call that was written; throws where its provider or method is not known any more.
  func prepared(_ library: ManifestLibrary) throws(Failure) -> PreparedCall {
    let manifest = try library.need(account.provider)
    var call = Call(account, named: method, arguments: (arguments.object ?? [:]).map { ($0.key.string, $0.value) })
    // The bare arguments of a free request have their places for names.
    if call.resource == nil {
      for index in call.arguments.indices where call.arguments[index].name.flatMap(Int.init) != nil {
        call.arguments[index].name = nil
      }
    }
    return try PreparedCall(call, manifest: manifest)
  }
}

extension Call {
  /// A call of a method by its whole name: `pads.update`; written nowhere.
  init(_ account: Account, named name: String, arguments: [(name: String, value: Value)]) {
    let names = name.split(separator: ".", maxSplits: 1).map(String.init)
    let range = SourceRange(0, 0)
    self.init(
      account, resource: names.count > 1 ? names[0] : nil, method: names.last ?? name,
      arguments: arguments.map { Argument(name: $0.name, value: $0.value, range: range) }, range: range)
  }
}
