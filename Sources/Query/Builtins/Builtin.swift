/// A filter that every program can use: one entry in the table of its family.
public struct Builtin: Sendable {
  /// A program, an input and the outputs, all as text; each runs as a test.
  public struct Example: Sendable {
    public let program: String
    public let input: String
    public let outputs: [String]
  }

  public let name: String
  /// The number of its arguments.
  public let arity: Int
  /// One sentence.
  public let summary: String
  public let example: Example?
  /// The heading under which help lists it.
  public fileprivate(set) var family = ""
  /// Whether it is edush's own, beyond jq 1.8.
  public fileprivate(set) var isExtension = false
  let body: Body

  /// What it does.
  enum Body: Sendable {
    case value(Native0)
    case value1(Native1)
    case value2(Native2)
    case value3(Native3)
    case context(NativeInContext)
    /// A node of its own, made of the arguments.
    case node(@Sendable (BuiltinCall) -> Node)
    /// A definition in jq.
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

/// An example of a builtin.
func shows(_ program: String, _ input: String, _ outputs: String...) -> Builtin.Example {
  Builtin.Example(program: program, input: input, outputs: outputs)
}

extension Builtin {
  /// Every builtin, family by family.
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

  /// The builtin of a name and arity; jq's internal ones, too.
  ///
  /// Walks along the tables: a program needs few of them, and an index of all would cost every start more.
  static func find(_ name: String, _ arity: Int, internal: Bool) -> Builtin? {
    func isMeant(_ builtin: Builtin) -> Bool { builtin.arity == arity && builtin.name == name }
    for (_, entries, _) in families {
      if let found = entries().first(where: isMeant) { return found }
    }
    return name.utf8.first == 0x5F ? hidden.first(where: isMeant) : nil
  }
}
