public import Diagnostics
public import JSON

/// A call with resolved names and evaluated arguments.
public struct Call: Sendable {
  /// An evaluated argument.
  public struct Argument: Sendable {
    /// The name of the parameter; nil for a bare argument.
    public var name: String?
    /// The value.
    public var value: Value
    /// The range of the argument in the source text.
    public var range: SourceRange
    /// A text within the value into which a null was interpolated.
    public var nullText: Text?
    /// The parameters for which the program writes `""`, so that an empty text is intended; nil if the call does not
    /// come from a program.
    public var meantEmpty: Set<String>?

    /// Creates an argument.
    public init(
      name: String?, value: Value, range: SourceRange, nullText: Text? = nil, meantEmpty: Set<String>? = nil
    ) {
      self.name = name
      self.value = value
      self.range = range
      self.nullText = nullText
      self.meantEmpty = meantEmpty
    }
  }

  /// The account that the call uses.
  public var account: Account
  /// The resource; nil for `request`.
  public var resource: String?
  /// The name of the method.
  public var method: String
  /// The arguments, in order.
  public var arguments: [Argument]
  /// The source text that contains the call.
  public var source: SourceText?
  /// The range of the call in the source text.
  public var range: SourceRange
  /// The unit of work that makes the call; nil outside runs.
  public var unit: WorkUnit?

  /// Creates a call.
  public init(
    _ account: Account, resource: String?, method: String, arguments: [Argument] = [], source: SourceText? = nil,
    range: SourceRange
  ) {
    self.account = account
    self.resource = resource
    self.method = method
    self.arguments = arguments
    self.source = source
    self.range = range
  }
}

extension Call {
  /// The name of the provider.
  public var provider: String { account.provider }
}

extension Call {
  /// The call as written in a script: `coderpad@old.pads.get(id: "X7")`.
  public var text: String {
    let name = ([account.description] + [resource].compactMap(\.self) + [method]).joined(separator: ".")
    let arguments = arguments.map { argument in
      guard let name = argument.name else { return argument.value.json() }
      return "\(Self.isIdentifier(name) ? name : Value(name).json()): \(argument.value.json())"
    }
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  private static func isIdentifier(_ name: String) -> Bool {
    name.utf8.first.map { !(0x30...0x39).contains($0) } == true
      && name.utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
  }
}
