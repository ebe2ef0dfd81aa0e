/// A built-in filter that is available to every program: one entry in the table of its family.
public struct Builtin: Sendable {
  /// An example for help: a program, its input and its outputs, all as text. Each one also runs as a test.
  public struct Example: Sendable {
    /// The jq program.
    public let program: String
    /// The input, as JSON.
    public let input: String
    /// The expected outputs, as JSON, in order.
    public let outputs: [String]
  }

  /// The name, without the arity.
  public let name: String
  /// The number of parameters.
  public let arity: Int
  /// A one-sentence description for help.
  public let summary: String
  /// An example for help, if there is one.
  public let example: Example?
  /// The help heading it is listed under.
  public fileprivate(set) var family = ""
  /// Whether it is an edush extension, beyond jq 1.8.
  public fileprivate(set) var isExtension = false
  let body: Body

  /// The implementation of a builtin.
  enum Body: Sendable {
    case value(Native0)
    case value1(Native1)
    case value2(Native2)
    case value3(Native3)
    case context(NativeInContext)
    /// A node built from the compiled arguments.
    case node(@Sendable (BuiltinCall) -> Node)
    /// A definition written in jq.
    case jq(String)
  }

  init(_ name: String, _ arity: Int = 0, _ summary: String, _ example: Example? = nil, _ body: Body) {
    self.name = name
    self.arity = arity
    self.summary = summary
    self.example = example
    self.body = body
  }

  /// `name/arity`
  public var signature: String { "\(name)/\(arity)" }
}

/// Creates an example of a builtin; a shorthand for the tables.
func shows(_ program: String, _ input: String, _ outputs: String...) -> Builtin.Example {
  Builtin.Example(program: program, input: input, outputs: outputs)
}

extension Builtin {
  /// All builtins, family by family.
  public static let all: [Builtin] = families.flatMap { family, entries, isExtension in
    entries().map { entry in
      var entry = entry
      entry.family = family
      entry.isExtension = isExtension
      return entry
    }
  }

  private static var families: [(String, () -> [Builtin], Bool)] {
    [
      ("Flow", { flow }, false), ("Types", { types }, false), ("Numbers", { numbers }, false),
      ("Strings", { strings }, false),
      ("Regular expressions", { regularExpressions }, false), ("Arrays", { arrays }, false),
      ("Objects", { objects }, false),
      ("Paths", { paths }, false), ("Streams", { streams }, false), ("SQL", { sql }, false),
      ("Dates", { dates }, false),
      ("Input and output", { inputOutput }, false), ("edush", { eduscript + times + texts }, true),
    ]
  }

  /// Finds the builtin with a name and arity, optionally including jq's internal ones.
  ///
  /// This is a linear search: a program uses few builtins, and building an index would slow down every start.
  static func find(_ name: String, _ arity: Int, internal: Bool) -> Builtin? {
    func isMeant(_ builtin: Builtin) -> Bool { builtin.arity == arity && builtin.name == name }
    for (_, entries, _) in families {
      if let found = entries().first(where: isMeant) { return found }
    }
    return name.utf8.first == 0x5F ? hidden.first(where: isMeant) : nil
  }
}
