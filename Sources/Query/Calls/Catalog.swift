public import Diagnostics
public import JSON

/// The names of providers, resources and methods; the resolver, completion and help ask it.
public protocol Catalog: Sendable {
  var providers: [String] { get }
  func resources(of provider: String) -> [String]
  func methods(of provider: String, resource: String) -> [MethodSignature]
  /// The signature of a method; a provider with open entities (Coursio) answers for names it has never seen.
  /// `resource` is nil for `provider.request`.
  func method(of provider: String, resource: String?, name: String) -> MethodSignature?
  /// Whether any resource and method name is acceptable (Coursio).
  func isOpen(_ provider: String) -> Bool
}

/// A call whose names are resolved and whose arguments are evaluated.
public struct Call: Sendable {
  public struct Argument: Sendable {
    /// nil for a bare one.
    public var name: String?
    public var value: Value
    public var range: SourceRange

    public init(name: String?, value: Value, range: SourceRange) {
      self.name = name
      self.value = value
      self.range = range
    }
  }

  public var provider: String
  /// nil for the default profile.
  public var profile: String?
  public var resource: String?
  public var method: String
  public var arguments: [Argument]
  /// Where it is written.
  public var source: SourceText?
  public var range: SourceRange

  public init(
    provider: String, profile: String?, resource: String?, method: String, arguments: [Argument], source: SourceText?,
    range: SourceRange
  ) {
    self.provider = provider
    self.profile = profile
    self.resource = resource
    self.method = method
    self.arguments = arguments
    self.source = source
    self.range = range
  }
}

/// Carries out calls for the engine, which does no input or output of its own. Synchronous; called on the evaluating thread.
public protocol Caller: Sendable {
  /// The payload of one call.
  func call(_ call: Call) throws(Failure) -> Value
  /// The payloads of its pages, one after another, each asked for when the next element is wanted.
  func pages(_ call: Call) throws(Failure) -> any PageIterator
  /// The record of a numbered exchange; nil is the latest.
  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value
}

/// The pages of one list call.
public protocol PageIterator: AnyObject {
  /// The next page's items, or nil after the last one.
  func next() throws(Failure) -> [Value]?
}
