import JSON
import Query

extension ShapeCheck {
  /// What is known statically about a value.
  struct Known: Hashable, Sendable {
    enum Origin: Hashable, Sendable {
      /// Part of a method's documented response.
      case answer(String)
      /// A row of a CSV file.
      case row(CSVRow)
      /// A cell of a CSV file, which is always a string.
      case cell
      /// A point in time, in seconds.
      case time
      /// Created by the script.
      case made
    }

    var shape: Shape
    var origin: Origin
    /// The value, if it is a literal.
    var constant: Value?
    /// Whether it consists only of literals.
    var isConstant = false
    /// The members of an object that the script creates.
    var members: [String: Known] = [:]
    /// Whether it may be an empty string as a default: a parameter whose default is empty.
    var mayBeEmpty = false
    /// Whether it may be the result of a swallowed error of a call.
    var isGuess = false
    /// Whether the documentation allows null.
    var isNullable = false
    /// The finding about a field that no response has and from which this value is derived.
    var missing: Missing?

    /// Creates the knowledge of a response or part of it.
    init(shape: Shape, method: String) {
      self.init(shape, .answer(method))
    }

    init(_ shape: Shape, _ origin: Origin = .made) {
      self.shape = shape
      self.origin = origin
    }

    /// Creates the knowledge of a field of a response.
    init(_ field: Shape.Field, method: String) {
      self.init(shape: field.shape, method: method)
      isNullable = field.isNullable
    }

    /// Creates the knowledge of a literal.
    init(constant: Value) {
      self.init(Shape(of: constant), .made)
      (self.constant, isConstant) = (constant, true)
      mayBeEmpty = constant.text?.isEmpty ?? false
      members = (constant.object ?? [:]).reduce(into: [:]) { $0[$1.key.string] = Known(constant: $1.value) }
    }

    /// The method whose documented response contains it.
    var method: String? {
      if case .answer(let method) = origin { method } else { nil }
    }

    /// A copy of which only the shape is known.
    func with(_ shape: Shape) -> Known {
      var other = self
      (other.shape, other.constant, other.isConstant) = (shape, nil, false)
      return other
    }

    var isDoubtful: Bool { mayBeEmpty || isGuess }

    /// Removes the doubts about it, after a condition has tested it.
    mutating func settle() {
      mayBeEmpty = false
      isGuess = false
    }

    /// What is known about its elements, if it is an array.
    var element: Known? {
      guard case .array(let element) = shape else { return nil }
      return with(element)
    }

    /// An array of such values.
    var array: Known { with(.array(shape)) }
  }
}

extension ShapeCheck {
  /// What is known statically about the columns of a CSV file.
  struct CSVRow: Hashable, Sendable {
    let file: String
    /// The columns with converted values.
    var types: [String: Shape] = [:]
    /// All columns; nil if they are only known at run time.
    var columns: [String]?
  }

  /// A missing field.
  struct Missing: Hashable, Sendable {
    let message: String
    let hint: String?
  }
}

extension Shape {
  /// The shape of a value.
  init(of value: Value) {
    switch value.kind {
    case .null: self = .null
    case .false, .true: self = .boolean
    case .number: self = .number
    case .string: self = .string
    case .object: self = .object([])
    case .array:
      let shapes = Set((value.array ?? []).prefix(100).map(Shape.init(of:)))
      self = .array(shapes.count == 1 ? shapes.first ?? .any : .any)
    }
  }

  /// The name of the type, if it is one of jq's types apart from null.
  var typeName: String? {
    switch self {
    case .any, .null: nil
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
