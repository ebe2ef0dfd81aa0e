import Diagnostics
public import HTTP
public import JSON
public import Query

/// A call that is about to be made: decided once, then the same for policy, journal, plan and the wire.
public struct CallIntent: Sendable {
  let prepared: PreparedCall
  /// The n-th write of its unit; nil for reads, and outside of runs.
  public internal(set) var step: Step?
  /// The request as it will be sent, without its credential.
  public var request: Request
  /// The output of another call, which has to be a read; nil where it fails.
  let reader: @Sendable (Call) -> Value?

  init(_ prepared: PreparedCall, _ request: Request, reader: @escaping @Sendable (Call) -> Value?) {
    self.prepared = prepared
    self.request = request
    self.reader = reader
    step = prepared.risk == .read ? nil : prepared.call.unit?.nextStep()
  }

  public var account: Account { prepared.account }
  /// `pads.update`, and `request` for a free one.
  public var method: String { request.context.method }
  public var risk: Risk { prepared.risk }
  /// Why its arguments make it as risky as it is.
  public var reason: String? { prepared.reason }
  /// The bound arguments by name.
  public var arguments: Value { prepared.arguments }
  /// The path parameters: what the call is about.
  public var target: [String] { prepared.pathValues }
  /// The unit of the run that makes it.
  public var unit: WorkUnit? { prepared.call.unit }
}
