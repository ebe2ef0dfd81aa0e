import JSON
import Query

extension ShapeCheck {
  /// What is known of a value before it exists.
  struct Known: Hashable, Sendable {
    enum Origin: Hashable, Sendable {
      /// Part of the documented answer of a method.
      case answer(String)
      /// A row of a CSV file, with the columns that were converted; nil where only running can tell them.
      case row([String: Shape]?)
      /// A cell of a CSV file as it is written there: a text, whatever it says.
      case cell
      /// A point in time, in seconds.
      case time
      /// Made by the script.
      case made
    }

    var shape: Shape
    var origin: Origin
    /// The value, where it is written out.
    var constant: Value?
    /// Whether it is made of nothing but what is written out.
    var isConstant = false
    /// Of an object that the script makes.
    var members: [String: Known] = [:]
    /// Whether it may be an empty text for want of a better one: a parameter whose default is empty.
    var mayBeEmpty = false
    /// Where an error of a call may have been swallowed to get it.
    var isGuess = false

    /// An answer, or a part of one.
    init(shape: Shape, method: String) {
      self.init(shape, .answer(method))
    }

    init(_ shape: Shape, _ origin: Origin = .made) {
      self.shape = shape
      self.origin = origin
    }

    /// A value that is written out.
    init(constant: Value) {
      self.init(Shape(of: constant), .made)
      (self.constant, isConstant) = (constant, true)
      mayBeEmpty = constant.text?.isEmpty ?? false
      members = (constant.object ?? [:]).reduce(into: [:]) { $0[$1.key.string] = Known(constant: $1.value) }
    }

    /// The method whose documented answer it is part of.
    var method: String? {
      if case .answer(let method) = origin { method } else { nil }
    }

    /// The same, known only by its shape.
    func with(_ shape: Shape) -> Known {
      var other = self
      (other.shape, other.constant, other.isConstant) = (shape, nil, false)
      return other
    }

    var isDoubtful: Bool { mayBeEmpty || isGuess }

    /// Drops the doubts about it: a condition asked for it.
    mutating func settle() {
      mayBeEmpty = false
      isGuess = false
    }

    /// What it is an array of.
    var element: Known? {
      guard case .array(let element) = shape else { return nil }
      return with(element)
    }

    /// An array of these.
    var array: Known { with(.array(shape)) }
  }
}

extension Shape {
  /// The shape of a value as it is.
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

  /// What it is called where it is one of jq's types for certain, null aside.
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
