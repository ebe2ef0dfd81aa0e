import Diagnostics
import JSON
import Query

/// Locates the members of a manifest in its text, by following the syntax through definitions, sums and updates.
///
/// A member that is computed in another way has the location of the nearest enclosing member.
struct ManifestPlaces {
  /// The expression at the end of a path, or as far along it as the syntax shows.
  struct Found {
    /// The member's name.
    var name: SourceRange?
    var value: Expression
    /// The number of path steps that lead here.
    var depth: Int
  }

  private let program: ParsedProgram

  init(_ source: SourceText) {
    var parser = Parser(source, dialect: .eduscript)
    program = parser.parseProgram()
  }

  /// The range of a member's name or value, or of the nearest enclosing member.
  func range(of path: ManifestPath, _ part: ManifestPath.Part) -> SourceRange? {
    guard let found = found(path) else { return nil }
    let isWhole = found.depth == path.steps.count
    if isWhole, part == .value || found.name == nil, found.value.isShort(in: program.source) {
      return found.value.range
    }
    // For a long object, its opening brace.
    return found.name ?? SourceRange(found.value.range.lower, found.value.range.lower + 1)
  }

  /// The string literal of a member; nil if it is not a literal.
  func string(at path: ManifestPath) -> (template: StringTemplate, source: SourceText)? {
    guard let found = found(path), found.depth == path.steps.count, case .string(let template) = found.value.kind else {
      return nil
    }
    return (template, program.source)
  }

  /// The names that occur twice in one object; only the last one has an effect.
  var repeatedNames: [Name] {
    var repeated: [Name] = []
    for expression in program.definitions.map(\.body) + [program.body].compactMap(\.self) {
      expression.visit { inner in
        guard case .object(let members) = inner.kind else { return }
        var seen: Set<String> = []
        for name in members.compactMap(\.name) where !seen.insert(name.text).inserted { repeated.append(name) }
      }
    }
    return repeated
  }

  private func found(_ path: ManifestPath) -> Found? {
    guard let body = program.body else { return nil }
    var search = ManifestSearch()
    let scope = program.definitions.reduce(ManifestScope()) { $0.defining($1) }
    return search.find(path.steps[...], in: body, scope)
  }
}

extension Expression {
  /// Whether it fits on one line.
  fileprivate func isShort(in source: SourceText) -> Bool { !source[range].utf8.contains(UInt8(ascii: "\n")) }
}

extension ObjectMember {
  /// The name, if it is a literal.
  var name: Name? {
    switch key {
    case .name(let name): name
    case .string(let template): template.constant.map { Name($0.string, template.range) }
    case .variable, .location, .expression: nil
    }
  }
}
