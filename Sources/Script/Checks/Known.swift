import JSON
import Query

extension ShapeCheck {
  /// What is known of a value before it exists.
  struct Known: Hashable, Sendable {
    enum Origin: Hashable, Sendable {
      /// Part of the documented answer of a method.
      case answer(String)
      /// A row of a CSV file.
      case row(CSVRow)
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
    /// Whether the documents say that it may be null.
    var isNullable = false
    /// The finding about the field that it should come from, and that no answer has.
    var missing: Missing?

    /// An answer, or a part of one.
    init(shape: Shape, method: String) {
      self.init(shape, .answer(method))
    }

    init(_ shape: Shape, _ origin: Origin = .made) {
      self.shape = shape
      self.origin = origin
    }

    /// A field of an answer.
    init(_ field: Shape.Field, method: String) {
      self.init(shape: field.shape, method: method)
      isNullable = field.isNullable
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

extension ShapeCheck {
  /// The columns of a CSV file, as far as they show before it is read.
  struct CSVRow: Hashable, Sendable {
    let file: String
    /// The columns that are converted.
    var types: [String: Shape] = [:]
    /// All columns; nil where only running can tell them.
    var columns: [String]?
  }

  /// A field that is not there.
  struct Missing: Hashable, Sendable {
    let message: String
    let hint: String?
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
