public import Diagnostics
public import JSON
public import Query

/// The environment of the checks: names, and what would be refused. It sends and writes nothing.
public protocol CheckEnvironment: Sendable {
  /// The known providers, resources and methods; nil for none.
  var catalog: (any Catalog)? { get }
  /// Loads the modules of `import` and `include`; nil for none.
  var modules: (any ModuleLoader)? { get }
  /// Whether writes are planned instead of sent. If so, decisions cannot depend on data known only to the API.
  var isPlanning: Bool { get }

  /// Whether a text that writes runs in spite of dangers.
  var acceptsDangers: Bool { get }

  /// The risk of a call. The values of arguments that are only known at run time are nil.
  func risk(of method: MethodSignature, account: Account, arguments: [String: Value?]) -> Risk
  /// Whether a write changes a list that `each` iterates over.
  func changes(_ list: MethodSignature, by write: MethodSignature) -> Bool
  /// Why a value would be refused for a parameter before anything is sent; nil if it would be accepted.
  ///
  /// - Parameter assumesZone: whether a time zone for times without one will be known.
  func objection(
    to value: Value, for parameter: String, of method: MethodSignature, assumesZone: Bool
  ) -> Objection?
  /// Reads a script that another one runs.
  func script(at path: String, from source: SourceText) throws(Failure) -> SourceText
  /// Why a file must not be written; nil if it may be.
  func objection(toWriting path: String) -> Objection?
  /// The column names of a CSV file, as `read_csv(path; options)` would find them; nil if it cannot be read.
  func columns(ofCSV path: String, options: Value) -> [String]?
  /// Why the words after `set` are invalid; nil if they are valid.
  func objection(toSetting words: [String]) -> Objection?
  /// The argument names that a provider's login accepts; nil if unknown.
  func loginNames(of provider: String) -> [String]?
  /// Why a call would be forbidden, as far as that is known before the run; nil if it is allowed or needs confirmation.
  /// The values of arguments that are only known at run time are nil.
  func objection(to method: MethodSignature, of account: Account, arguments: [String: Value?]) -> Objection?
}

/// Why something is forbidden, and what would allow it.
public struct Objection: Sendable {
  /// What is wrong.
  public var message: String
  /// What to do.
  public var hint: String?

  /// Creates an objection.
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
