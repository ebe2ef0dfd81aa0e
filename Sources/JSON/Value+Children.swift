extension Value {
  /// The elements of an array as a sequence, without opening the whole array; nil for other values.
  public var elements: Elements? {
    switch self {
    case .array(let elements): return Elements(source: .opened(elements, next: 0))
    case .slice(let view): return Elements(source: .part(view, next: 0))
    case .lazy(let document, let index) where document.isArray(index):
      return Elements(source: .tape(TapeCursor(document, index)))
    case .null, .bool, .number, .literal, .small, .text, .object, .lazy: return nil
    }
  }

  /// The members of an object as a sequence, without opening the whole object; nil for other values.
  public var members: Members? {
    switch self {
    case .object(let object): return Members(source: .opened(object, next: 0))
    case .lazy(let document, let index) where !document.isArray(index):
      return Members(source: .tape(TapeCursor(document, index)))
    case .null, .bool, .number, .literal, .small, .text, .array, .slice, .lazy: return nil
    }
  }

  /// The elements of an array, opened one at a time.
  public struct Elements: Sequence, IteratorProtocol {
    enum Source {
      case opened([Value], next: Int)
      case part(ArrayView, next: Int)
      case tape(TapeCursor)
    }

    var source: Source

    /// Returns the next element, or nil at the end.
    public mutating func next() -> Value? {
      switch source {
      case .part(let view, let next):
        guard next < view.count else { return nil }
        source = .part(view, next: next + 1)
        return view[next]
      case .opened(let elements, let next):
        guard next < elements.count else { return nil }
        source = .opened(elements, next: next + 1)
        return elements[next]
      case .tape(var cursor):
        guard let place = cursor.next() else { return nil }
        source = .tape(cursor)
        return cursor.document.value(place)
      }
    }
  }

  /// The members of an object, opened one at a time.
  public struct Members: Sequence, IteratorProtocol {
    enum Source {
      case opened(Object, next: Int)
      case tape(TapeCursor)
    }

    var source: Source

    /// Returns the next member, or nil at the end.
    public mutating func next() -> (key: Text, value: Value)? {
      switch source {
      case .opened(let object, let next):
        guard next < object.count else { return nil }
        source = .opened(object, next: next + 1)
        return object.member(at: next)
      case .tape(var cursor):
        guard let key = cursor.next(), let value = cursor.next() else { return nil }
        source = .tape(cursor)
        return (cursor.document.text(key), cursor.document.value(value))
      }
    }
  }
}

/// Iterates over the children of a container on a tape.
struct TapeCursor {
  let document: Document
  private var place: Int
  private let end: Int

  init(_ document: Document, _ index: UInt32) {
    self.document = document
    place = Int(index) + Word.header
    end = Int(index) + Word.span(document.tape[Int(index)])
  }

  /// Returns the tape index of the next child, or of the next key or value of an object.
  mutating func next() -> Int? {
    guard place < end else { return nil }
    defer { place += Word.size(document.tape[place]) }
    return place
  }
}
