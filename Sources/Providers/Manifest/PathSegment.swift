import HTTP

/// A segment of a path.
enum PathSegment: Sendable, Hashable {
  case fixed(String)
  case parameter(String)
  /// Parameters mixed with text: `{Sid}.json`, `{id}:cancel`.
  case mixed([Piece])

  /// A piece of a segment.
  enum Piece: Sendable, Hashable {
    case text(String)
    case parameter(String)
  }

  /// Parses a segment in the syntax of manifests and OpenAPI. Braces that contain no name are literal.
  init(_ text: some StringProtocol) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = rest[rest.index(after: open)..<close]
      guard !name.isEmpty, !name.contains("{") else { break }
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.parameter(String(name)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    switch (pieces.count, pieces.first) {
    case (1, .parameter(let name)?): self = .parameter(name)
    case (1, .text?), (0, _): self = .fixed(String(text))
    default: self = .mixed(pieces)
    }
  }
}

extension PathSegment {
  private var pieces: [Piece] {
    switch self {
    case .fixed(let text): [.text(text)]
    case .parameter(let name): [.parameter(name)]
    case .mixed(let pieces): pieces
    }
  }

  /// The names of its parameters.
  var parameters: [String] {
    pieces.compactMap { piece in
      switch piece {
      case .parameter(let name): name
      case .text: nil
      }
    }
  }

  /// The literal text around its parameters.
  var texts: [String] {
    pieces.compactMap { piece in
      switch piece {
      case .text(let text): text
      case .parameter: nil
      }
    }
  }

  /// Whether it contains exactly the parameter with that name, possibly with text around it.
  func isParameter(_ name: String) -> Bool { parameters == [name] }

  /// Whether some parameter values make it equal to another segment.
  func mayBe(_ other: PathSegment) -> Bool {
    switch (self, other) {
    case (.fixed(let one), .fixed(let text)): one == text
    case (.fixed(let text), .mixed): other.match(text) != nil
    case (.mixed, .fixed(let text)): match(text) != nil
    default: true
    }
  }

  /// Whether two parameters are adjacent, so that their values cannot be separated.
  var isUnclear: Bool {
    zip(pieces, pieces.dropFirst()).contains { pair in
      if case (.parameter, .parameter) = pair { true } else { false }
    }
  }

  /// The segment in manifest syntax.
  var template: String { filled { "{\($0)}" } }

  /// The segment with values for its parameters, decoded.
  func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .parameter(let name): value(name)
      }
    }.joined()
  }

  /// The segment encoded for the wire, if its literal text has characters to keep; nil for the default encoding.
  func written(_ value: (String) -> String) -> String? {
    guard texts.contains(where: { PercentEncoding.pathText($0) != PercentEncoding.pathSegment($0) }) else { return nil }
    return pieces.map { piece in
      switch piece {
      case .text(let text): PercentEncoding.pathText(text)
      case .parameter(let name): PercentEncoding.pathSegment(value(name))
      }
    }.joined()
  }

  /// Matches a decoded path segment. Returns the value of the last parameter, or an empty string without parameters;
  /// nil if it does not match.
  func match(_ part: String) -> String? {
    switch self {
    case .fixed(let text): return text == part ? "" : nil
    case .parameter: return part
    case .mixed(let pieces):
      var rest = part[...]
      var value = ""
      for (index, piece) in pieces.enumerated() {
        switch piece {
        case .parameter: value = String(rest)
        case .text(let text) where index == 0:
          guard rest.hasPrefix(text) else { return nil }
          rest = rest.dropFirst(text.count)
        case .text(let text):
          let isLast = index == pieces.count - 1
          let found =
            isLast
            ? (rest.hasSuffix(text) ? rest.index(rest.endIndex, offsetBy: -text.count) : nil)
            : rest.firstRange(of: text)?.lowerBound
          guard let found else { return nil }
          value = String(rest[..<found])
          rest = rest[rest.index(found, offsetBy: text.count)...]
        }
      }
      return value
    }
  }
}
