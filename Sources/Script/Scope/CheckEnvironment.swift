public import Diagnostics
public import JSON
public import Query

/// What the checks of a script reach: names, and what would be refused. Nothing is sent or written through it.
public protocol CheckEnvironment: Sendable {
  var catalog: (any Catalog)? { get }
  var modules: (any ModuleLoader)? { get }
  /// Whether writes are planned instead of sent: then what only the API knows cannot be decided by.
  var isPlanning: Bool { get }

  /// Whether a text that writes starts although something in it is probably not meant.
  var acceptsDangers: Bool { get }

  /// How risky a call is, by what is known of its arguments: those whose value only running can tell are nil.
  func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk
  /// Whether a write changes a list that `each` goes through.
  func changes(_ list: MethodSignature, by write: MethodSignature) -> Bool
  /// Why a value of a parameter would be refused before anything is sent; nil where it would not.
  ///
  /// - Parameter assumesZone: whether times without a zone have one by then.
  func objection(
    to value: Value, for parameter: String, of method: MethodSignature, assumesZone: Bool
  ) -> Objection?
  /// The text of a script that another one runs.
  func script(at path: String, from source: SourceText) throws(Failure) -> SourceText
  /// Why a file may not be written; nil where it may.
  func objection(toWriting path: String) -> Objection?
  /// The names of the columns of a CSV file, as `read_csv(path; options)` would find them; nil where it cannot be read.
  func columns(ofCSV path: String, options: Value) -> [String]?
  /// What is wrong with the words behind `set`; nil where it can be performed.
  func objection(toSetting words: [String]) -> Objection?
  /// The names that a login of a provider takes; nil where that is not known.
  func loginNames(of provider: String) -> [String]?
  /// Why a call would be forbidden, as far as that is known before the run; nil when it is allowed or will be asked for.
  /// An argument whose value only running can tell is nil.
  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection?
}

/// Why a call is forbidden, and what would allow it.
public struct Objection: Sendable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension CheckEnvironment {
  public var modules: (any ModuleLoader)? { nil }
  public var isPlanning: Bool { false }
  public var acceptsDangers: Bool { false }
  public func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk { method.risk }
  public func changes(_ list: MethodSignature, by write: MethodSignature) -> Bool { list.resource == write.resource }
  public func objection(
    to value: Value, for parameter: String, of method: MethodSignature, assumesZone: Bool
  ) -> Objection? {
    nil
  }
  public func script(at path: String, from source: SourceText) throws(Failure) -> SourceText {
    throw Failure(.usage, "scripts are not available here")
  }
  public func objection(toWriting path: String) -> Objection? { nil }
  public func columns(ofCSV path: String, options: Value) -> [String]? { nil }
  public func objection(toSetting words: [String]) -> Objection? { nil }
  public func loginNames(of provider: String) -> [String]? { nil }
  public func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection? {
    nil
  }
}
