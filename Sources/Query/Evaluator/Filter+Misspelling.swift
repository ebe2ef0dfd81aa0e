public import Diagnostics
public import JSON

/// A field that a program reads but no object in its input has, and a similar key that exists.
public struct Misspelling: Sendable, Hashable {
  /// The name of the field.
  public let name: String
  /// The similar key.
  public let nearest: String
  /// The source text that contains the field.
  public let source: SourceText
  /// The range of the field.
  public let range: SourceRange

  /// A hint that suggests the similar key.
  public var hint: String { "no key is `\(name)`; did you mean `\(nearest)`?" }
}

/// A field that a program reads.
struct FieldUse: Sendable {
  let name: Text
  let place: Place
}

extension Filter {
  /// Finds the first field of the program that is missing in the input while the input has a similar key.
  ///
  /// Searches only a bounded part of a large input; nil if nothing is found.
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

/// Collects the keys of the objects in a value, breadth first.
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
