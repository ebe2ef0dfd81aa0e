public import Diagnostics
public import JSON

/// A call whose names are resolved and whose arguments are evaluated.
public struct Call: Sendable {
  public struct Argument: Sendable {
    /// nil for a bare one.
    public var name: String?
    public var value: Value
    public var range: SourceRange
    /// A text in it into which a null was put.
    public var nullText: Text?
    /// The parameters for which the program says `""`, so that an empty text is meant; nil where no program is asked.
    public var meantEmpty: Set<String>?

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

  public var account: Account
  /// nil for `request`.
  public var resource: String?
  public var method: String
  public var arguments: [Argument]
  /// Where it is written.
  public var source: SourceText?
  public var range: SourceRange
  /// The unit of the run that makes it; nil outside of runs.
  public var unit: WorkUnit?

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
  public var provider: String { account.provider }
}

extension Call {
  /// The call as one writes it: `coderpad@old.pads.get(id: "X7")`.
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
