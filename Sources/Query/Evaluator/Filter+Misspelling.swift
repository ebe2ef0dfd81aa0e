public import Diagnostics
public import JSON

/// A field that a program reads and no object of its input has, and the key that is there instead.
public struct Misspelling: Sendable, Hashable {
  public let name: String
  public let nearest: String
  /// Where the field stands in the program.
  public let source: SourceText
  public let range: SourceRange

  /// What to do: that no key has the name, and which one was probably meant.
  public var hint: String { "no key is `\(name)`; did you mean `\(nearest)`?" }
}

/// A field that a program reads.
struct FieldUse: Sendable {
  let name: Text
  let place: Place
}

extension Filter {
  /// The first field of the program that is no key in the input, where a key of the input is nearly the same.
  ///
  /// Looks at a bounded part of a large input; nil where nothing is found.
  public func misspelling(in input: Value) -> Misspelling? {
    guard !fields.isEmpty else { return nil }
    let keys = KeyCollection(input).keys
    for field in fields where !keys.contains(field.name.string) {
      guard let nearest = keys.nearest(to: field.name.string) else { continue }
      return Misspelling(
        name: field.name.string, nearest: nearest, source: field.place.source, range: field.place.range)
    }
    return nil
  }
}

/// The keys in the objects of a value, level by level.
private struct KeyCollection {
  private static let mostContainers = 2000
  private static let mostElements = 50
  private(set) var keys: Set<String> = []

  init(_ value: Value) {
    var waiting = [value][...]
    var visited = 0
    while let container = waiting.popFirst(), visited < KeyCollection.mostContainers {
      visited += 1
      if let elements = container.elements {
        waiting += elements.prefix(KeyCollection.mostElements).filter { !$0.isScalar }
      } else if let members = container.members {
        for (key, value) in members {
          keys.insert(key.string)
          if !value.isScalar { waiting.append(value) }
        }
      }
    }
  }
}
