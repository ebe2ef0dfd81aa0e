import Diagnostics
public import HTTP
public import JSON
public import Query

/// A call about to be made. It is prepared once and then is the same for policy, journal, plan and the wire.
public struct CallIntent: Sendable {
  let prepared: PreparedCall
  /// The number of the write within its unit; nil for reads and outside of runs.
  public internal(set) var step: Step?
  /// The request without its credential.
  public var request: Request
  /// The object before a write, once a stage has read it.
  public let picture = ObjectPicture()
  /// Performs another call, which must be a read, and returns its output; nil if it fails.
  let reader: @Sendable (Call) -> Value?

  init(_ prepared: PreparedCall, _ request: Request, reader: @escaping @Sendable (Call) -> Value?) {
    self.prepared = prepared
    self.request = request
    self.reader = reader
    step = prepared.risk == .read ? nil : prepared.call.unit?.nextStep()
  }

  /// The account of the call.
  public var account: Account { prepared.account }
  /// The method, such as `pads.update`, or `request` for a free request.
  public var method: String { request.context.method }
  /// The risk class, including what the arguments add.
  public var risk: Risk { prepared.risk }
  /// Why the arguments raise the risk.
  public var reason: String? { prepared.reason }
  /// The bound arguments by name.
  public var arguments: Value { prepared.arguments }
  /// The path parameters, which identify the object.
  public var target: [String] { prepared.pathValues }
  /// The unit of the run that makes the call.
  public var unit: WorkUnit? { prepared.call.unit }
}
