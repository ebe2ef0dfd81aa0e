import Diagnostics
import JSON

extension Thrown {
  private static let longestValue = 100

  /// The path to the offending value and the beginning of the value, if they add to the message: `` `.[3].data` is
  /// [1,2] ``. Then the calls of definitions that led there and the record in the file.
  var notes: [String] { values + stack.map(\.note) + (record.map { ["in the record at \($0)"] } ?? []) }

  private var values: [String] {
    let way = Way(trail.reversed())
    switch fault {
    case .index(let value, let key): return [note(way, value, reading: key)]
    case .iterate(let value): return [note(way, value, reading: nil)]
    case .raised, .text, .operand, .operands, .objectKey, .pathResult, .pathElement, .pathIterate, .failure:
      return trail.isEmpty ? [] : ["at `\(way.text)`"]
    case .unwind, .halt, .cancelled, .limit: return []
    }
  }

  private func note(_ way: Way, _ value: Value, reading key: Value?) -> String {
    var way = way
    if let place { way.go(to: place, without: key.flatMap(\.string)) }
    return "`\(way.text)` is \(value.excerpt(limit: Thrown.longestValue))"
  }
}

extension CallSite {
  /// `` in `f`, called at titles.eduscript:7:3 ``
  fileprivate var note: String {
    let position = place.source.position(at: place.range.lower)
    return "in `\(name)`, called at \(place.source.name):\(position.line):\(position.column)"
  }
}

/// The path to a value as written in the program, with `[]` replaced by the current key: `.[3].events[2] | .data`.
private struct Way {
  private var pieces: [String] = []
  /// The place of the last piece.
  private var last: Place?

  init(_ steps: some Sequence<(key: Value, place: Place)>) {
    for step in steps {
      let text = text(step.place)
      let base = text.hasSuffix("[]") ? String(text.dropLast(2)) : "."
      append("\(base.isEmpty ? "." : base)[\(step.key.excerpt(limit: 40))]", at: step.place)
    }
  }

  /// Appends what an access at this place read from: its text without the last step.
  mutating func go(to place: Place, without key: String?) {
    let text = text(place)
    let steps = key.map { [".\($0)", "[\"\($0)\"]", ".\"\($0)\""] } ?? ["[]"]
    let step = steps.first(where: text.hasSuffix) ?? text
    append(String(text.dropLast(step.count)), at: place)
  }

  var text: String { pieces.isEmpty ? "." : pieces.joined(separator: " | ") }

  /// The text at a place; if the last piece is its beginning, that part is taken from the piece.
  private func text(_ place: Place) -> String {
    guard let last, let piece = pieces.last, last.source.name == place.source.name,
      last.range.lower == place.range.lower, last.range.upper <= place.range.upper
    else { return place.source[place.range].split(whereSeparator: \.isNewline).joined(separator: " ") }
    return piece + place.source[SourceRange(last.range.upper, place.range.upper)]
  }

  private mutating func append(_ text: String, at place: Place) {
    defer { last = place }
    guard let piece = pieces.last, !text.isEmpty, text != "." else {
      if pieces.isEmpty, !text.isEmpty { pieces = [text] }
      return
    }
    if text.hasPrefix(piece), last?.range.lower == place.range.lower {
      pieces[pieces.count - 1] = text
    } else if Way.isPath(piece), Way.isPath(text) {
      pieces[pieces.count - 1] = piece + (text.hasPrefix(".[") ? String(text.dropFirst()) : text)
    } else {
      pieces.append(text)
    }
  }

  /// Whether it can be appended to another path unchanged.
  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix(".") && !text.hasPrefix("..") && !text.contains { " |(),$@".contains($0) }
  }
}

extension Fault {
  /// Whether it was caused by a `null` that is not allowed there.
  var isAboutNull: Bool {
    switch self {
    case .operand(let value, _), .index(let value, _), .iterate(let value): value.isNull
    case .operands(let left, let right, _): left.isNull || right.isNull
    case .raised, .text, .objectKey, .pathResult, .pathElement, .pathIterate, .failure, .unwind, .halt, .cancelled,
      .limit:
      false
    }
  }
}
