import Diagnostics
import JSON
import Query
import Script

extension LanguageServer {
  /// Whether the declaration is included in the references.
  enum Declared {
    case yes
    case no
  }

  /// All occurrences in open texts of the name at a place.
  func references(at place: Place, declaration: Declared) -> Value {
    guard let meaning = index(of: place.document).reference(at: place.offset)?.meaning else { return .null }
    let found = documents.sorted { $0.key < $1.key }.flatMap { _, document in
      uses(of: meaning, in: document).filter {
        declaration == .yes || !meaning.isDeclared(at: $0.range, in: document.source)
      }
      .map { location(of: $0.range, in: document.source) }
    }
    return Value(found)
  }

  /// All occurrences in the same text, as `DocumentHighlight` of the default kind.
  func highlights(at place: Place) -> Value {
    guard let meaning = index(of: place.document).reference(at: place.offset)?.meaning else { return .null }
    return Value(
      uses(of: meaning, in: place.document).map { ["range": place.document.lines.range(of: $0.range).value] })
  }

  /// The references with a meaning, in text order without duplicates.
  func uses(of meaning: NameIndex.Meaning, in document: Document) -> [NameIndex.Reference] {
    var seen: Set<SourceRange> = []
    return index(of: document).references.filter { $0.meaning.isSame(as: meaning) && seen.insert($0.range).inserted }
      .sorted { $0.range.lower < $1.range.lower }
  }
}

extension NameIndex.Meaning {
  /// Whether two names refer to the same thing. Keywords of statements do not refer to anything.
  func isSame(as other: NameIndex.Meaning) -> Bool {
    switch (self, other) {
    case (.declared(let one), .declared(let other)):
      one.source.name == other.source.name && one.nameRange == other.nameRange
    case (.builtin(let one, let arity), .builtin(let other, let otherArity)): one == other && arity == otherArity
    case (.provider(let one), .provider(let other)): one == other
    case (.resource(let provider, let one), .resource(let otherProvider, let other)):
      provider == otherProvider && one == other
    case (.method(let one), .method(let other)): one.qualifiedName == other.qualifiedName
    case (.parameter(let one, let method), .parameter(let other, let otherMethod)):
      one.name == other.name && method.qualifiedName == otherMethod.qualifiedName
    case (.module(let one), .module(let other)): one.name == other.name
    case (.declared, _), (.builtin, _), (.provider, _), (.resource, _), (.method, _), (.parameter, _), (.module, _),
      (.statement, _):
      false
    }
  }

  func isDeclared(at range: SourceRange, in source: SourceText) -> Bool {
    guard case .declared(let declaration) = self else { return false }
    return declaration.source.name == source.name && declaration.nameRange == range
  }
}
