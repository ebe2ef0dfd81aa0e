import Diagnostics
import Query

// Which value's fields a place sees.

extension CompletionFinder {
  /// The value that ends in front of a token: what a field there would be a field of.
  func value(endingBefore index: Int) -> FieldBase {
    var steps: [FieldBase.Step] = []
    var place = index - 1
    while place >= 0, place >= statement {
      let token = tokens[place]
      // A plain name with members may be a call and fields behind it; the catalogue tells. Of a chain, one look is enough.
      let isLookedAt = token.kind == .field && place + 1 < index && tokens[place + 1].kind == .field
      if !isLookedAt, let call = callPath(endingBefore: place + 1), call.path.count > 1 {
        return FieldBase(.call(call), steps)
      }
      switch token.kind {
      case .question: place -= 1
      case .field where !isFieldOfInput(place):
        steps.insert(.field(token.name), at: 0)
        place -= 1
      case .field:
        return input(at: place).then([.field(token.name)] + steps)
      case .rightBracket:
        guard let bracket = opening(of: place) else { return FieldBase(.unknown) }
        if place == bracket + 2, tokens[bracket + 1].kind == .stringEnd { return FieldBase(.unknown) }
        steps.insert(.element, at: 0)
        place = bracket - 1
        if place >= 0, tokens[place].kind == .dot { place -= 1 }
        if place < 0 || !endsOperand(place) || tokens[place].kind == .pipe { return input(at: place + 1).then(steps) }
      case .dot: return input(at: place).then(steps)
      case .binding: return FieldBase(.variable(token.name), steps)
      case .exchange: return FieldBase(.exchange(Int(token.name)), steps)
      case .rightParenthesis: return called(upTo: place).then(steps)
      case .identifier: return FieldBase(.unknown)
      default: return input(at: index).then(steps)
      }
    }
    return input(at: place + 1).then(steps)
  }

  /// `.a` at the beginning of an operand is a field of the input.
  private func isFieldOfInput(_ place: Int) -> Bool {
    place == statement || !endsOperand(place - 1) || (tokens[place].isSpaced && tokens[place].startsLine)
  }

  private func opening(of place: Int) -> Int? {
    var depth = 0
    for index in stride(from: place, through: 0, by: -1) {
      switch tokens[index].kind {
      case .rightParenthesis, .rightBracket, .rightBrace, .interpolationEnd, .stringEnd: depth += 1
      case .leftParenthesis, .leftBracket, .leftBrace, .interpolationStart, .stringStart: depth -= 1
      default: break
      }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The value of a call or of a function that keeps the shape of its input.
  private func called(upTo place: Int) -> FieldBase {
    guard let parenthesis = opening(of: place), parenthesis > 0 else { return FieldBase(.unknown) }
    if let call = callPath(endingBefore: parenthesis), call.path.count > 1 { return FieldBase(.call(call)) }
    guard tokens[parenthesis - 1].kind == .identifier else { return value(endingBefore: place) }
    switch tokens[parenthesis - 1].name {
    case "each": return value(endingBefore: place).then([.element])
    case "first", "last", "limit": return value(endingBefore: place)
    case "select", "sort_by", "unique_by": return input(at: parenthesis - 1)
    case "map": return value(endingBefore: place).steps.isEmpty ? input(at: parenthesis - 1) : FieldBase(.unknown)
    case "min_by", "max_by": return input(at: parenthesis - 1).then([.element])
    default: return FieldBase(.unknown)
    }
  }

  /// The input that an operand beginning at a token has.
  func input(at index: Int) -> FieldBase {
    guard open.count < 200 else { return FieldBase(.unknown) }
    let around = enclosing(index)
    var place = index - 1
    while place >= statement, place > around ?? -1 {
      if enclosing[place] == around, tokens[place].kind == .pipe { return value(endingBefore: place) }
      place -= 1
    }
    guard let around, around >= statement else { return FieldBase(.last) }
    guard tokens[around].kind == .leftParenthesis, around > 0, tokens[around - 1].kind == .identifier else {
      return input(at: around)
    }
    let outer = input(at: around - 1)
    switch tokens[around - 1].name {
    case "map", "sort_by", "group_by", "unique_by", "min_by", "max_by", "any", "all", "map_values":
      return outer.then([.element])
    default: return outer
    }
  }
}
