import JSON

/// Parts of a manifest that occur repeatedly under one name, and their definitions.
final class SharedTexts {
  private struct Piece: Hashable {
    var name: String
    var text: ManifestText
  }

  /// Shorter parts are not worth a definition.
  private static let shortest = 40

  private var counts: [Piece: Int] = [:]
  private var order: [Piece] = []
  private var names: [Piece: String] = [:]
  /// The definitions, in order of first use.
  private(set) var all: [(name: String, value: ManifestText)] = []

  /// Counts an occurrence.
  func count(_ text: ManifestText, named name: String) {
    let piece = Piece(name: name, text: text)
    counts[piece, default: 0] += 1
    if counts[piece] == 1 { order.append(piece) }
  }

  /// Assigns names to the parts that are worth a definition.
  func settle() {
    var taken: Set<String> = []
    for piece in order where counts[piece] ?? 0 > 2 && piece.text.whole.count > Self.shortest {
      let plain = Words.name(piece.name)
      let base = plain.isIdentifier && !Self.keywords.contains(plain) ? plain : "shared_\(plain)"
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      names[piece] = name
      all.append((name, piece.text))
    }
  }

  /// A reference to the definition of a part, or the part itself.
  func text(_ text: ManifestText, named name: String) -> ManifestText {
    names[Piece(name: name, text: text)].map { .name($0) } ?? text
  }

  private static let keywords: Set<String> = [
    "and", "or", "not", "if", "then", "elif", "else", "end", "as", "def", "reduce", "foreach", "try", "catch", "label",
    "import", "include", "module", "each", "pages", "null", "true", "false", "__loc__",
  ]
}
