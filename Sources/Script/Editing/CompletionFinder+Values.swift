import Diagnostics
import Query

// Determines the value whose fields are completed.

extension CompletionFinder {
  /// The value that ends before a token.
  func value(endingBefore index: Int) -> FieldBase {
    var steps: [FieldBase.Step] = []
    var place = index - 1
    while place >= 0, place >= statement {
      let token = tokens[place]
      // A name with members may be a call followed by fields; the catalogue decides. One lookup per chain is
      // sufficient.
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
        guard isIndex(bracket) else { return written(bracket...place).then(steps) }
        if place == bracket + 2, tokens[bracket + 1].kind == .stringEnd { return FieldBase(.unknown) }
        steps.insert(.element, at: 0)
        place = bracket - 1
        if place >= 0, tokens[place].kind == .dot { place -= 1 }
        if place < 0 || !endsOperand(place) || tokens[place].kind == .pipe { return input(at: place + 1).then(steps) }
      case .dot: return input(at: place).then(steps)
      case .rightBrace:
        return (opening(of: place).map { written($0...place) } ?? FieldBase(.unknown)).then(steps)
      case .binding: return (bound(token.name, before: place) ?? FieldBase(.variable(token.name))).then(steps)
      case .exchange: return FieldBase(.exchange(Int(token.name)), steps)
      case .rightParenthesis: return called(upTo: place).then(steps)
      case .identifier: return written(place...place).then(steps)
      case .literal, .stringEnd, .rawString, .format, .location, .recursiveDescent, .end: return FieldBase(.unknown)
      default: return input(at: index).then(steps)
      }
    }
    return input(at: place + 1).then(steps)
  }

  /// Whether a `.a` begins an operand, so that it is a field of the input.
  private func isFieldOfInput(_ place: Int) -> Bool {
    place == statement || !endsOperand(place - 1) || (tokens[place].isSpaced && tokens[place].startsLine)
  }

  private func opening(of place: Int) -> Int? {
    var depth = 0
    for index in stride(from: place, through: 0, by: -1) {
      if tokens[index].kind.closes { depth += 1 }
      if tokens[index].kind.opens { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// The value of a call, or of a function that keeps the shape of its input.
  private func called(upTo place: Int) -> FieldBase {
    guard let parenthesis = opening(of: place) else { return FieldBase(.unknown) }
    if let call = callPath(endingBefore: parenthesis), call.path.count > 1 { return FieldBase(.call(call)) }
    guard parenthesis > statement, tokens[parenthesis - 1].kind == .identifier else {
      return hasOperators(parenthesis + 1..<place) ? written(parenthesis...place) : value(endingBefore: place)
    }
    switch tokens[parenthesis - 1].name {
    case "each": return value(endingBefore: place).then([.element])
    case "first", "last", "limit": return value(endingBefore: place)
    case "select", "sort_by", "unique_by": return input(at: parenthesis - 1)
    case "min_by", "max_by": return input(at: parenthesis - 1).then([.element])
    default: return written(parenthesis - 1...place)
    }
  }

  /// The value of a complete expression.
  func output(of range: Range<Int>) -> FieldBase {
    range.isEmpty || !hasOperators(range)
      ? value(endingBefore: range.upperBound) : written(range.lowerBound...range.upperBound - 1)
  }

  /// The value of an expression to be evaluated as written.
  private func written(_ range: ClosedRange<Int>) -> FieldBase {
    let names = Set(tokens[range].filter { $0.kind == .binding }.map(\.name)).sorted()
    let bindings = names.compactMap { name in
      bound(name, before: range.lowerBound).map { FieldBase.Binding(name: name, value: $0) }
    }
    let text = source[SourceRange(tokens[range.lowerBound].range.lower, tokens[range.upperBound].range.upper)]
    return input(at: range.lowerBound).then([.filter(text, with: bindings)])
  }

  /// The input of an operand that begins at a token.
  func input(at index: Int) -> FieldBase {
    guard open.count < 200 else { return FieldBase(.unknown) }
    let around = enclosing(index)
    let start = expressionStart(around, before: index)
    for place in stride(from: index - 1, through: start, by: -1)
    where enclosing[place] == around && tokens[place].kind == .pipe && !isBehindBinding(place) {
      return output(of: start..<place)
    }
    guard let around, around >= statement else { return FieldBase(.last) }
    guard tokens[around].kind == .leftParenthesis, around > 0, tokens[around - 1].kind == .identifier else {
      return input(at: around)
    }
    let outer = input(at: around - 1)
    switch tokens[around - 1].name {
    case "map", "sort_by", "group_by", "unique_by", "min_by", "max_by", "any", "all", "map_values", "INDEX":
      return outer.then([.element])
    case "with_entries": return outer.then([.filter("to_entries", with: []), .element])
    default: return outer
    }
  }

  /// The first token of the expression around a place within a bracket.
  private func expressionStart(_ around: Int?, before index: Int) -> Int {
    let first = around.map { $0 >= statement ? $0 + 1 : statement } ?? statement
    let isList = around.map { $0 >= statement && separatesByComma($0) } ?? false
    for place in stride(from: index - 1, through: first, by: -1) where enclosing[place] == around {
      switch tokens[place].kind {
      case .semicolon: return place + 1
      case .comma where isList, .colon where isList: return place + 1
      default: break
      }
    }
    guard first == statement else { return first }
    if let expressionStart { return tokens.firstIndex { $0.range.lower >= expressionStart } ?? first }
    switch tokens.indices.contains(statement) ? tokens[statement].word : nil {
    case "let", "for": return statement + 3
    case let word? where Words.statementSet.contains(word) && word != "if": return statement + 1
    default: return statement
    }
  }

  /// Whether a bracket contains a list separated by commas: members of an object, or arguments of a call.
  private func separatesByComma(_ bracket: Int) -> Bool {
    tokens[bracket].kind == .leftBrace
      || tokens[bracket].kind == .leftParenthesis && (callPath(endingBefore: bracket)?.path.count ?? 0) > 1
  }

  /// Whether a bracket is an index into the value before it.
  func isIndex(_ bracket: Int) -> Bool {
    tokens[bracket].kind == .leftBracket && bracket > statement && endsOperand(bracket - 1)
  }

  /// Whether a pipe follows `EXPR as $name`, so that the input is passed on.
  private func isBehindBinding(_ pipe: Int) -> Bool {
    pipe > 1 && tokens[pipe - 1].kind == .binding && tokens[pipe - 2].kind == .as
  }

  /// Whether the tokens contain operators other than pipes.
  private func hasOperators(_ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    let around = enclosing[first]
    return range.contains { place in
      guard enclosing[place] == around else { return false }
      switch tokens[place].kind {
      case .comma, .plus, .minus, .times, .divide, .percent, .alternative, .equal, .notEqual, .less, .greater,
        .lessOrEqual, .greaterOrEqual, .and, .or, .as, .reduce, .foreach, .if, .try, .def, .label, .assign, .setPipe,
        .setPlus, .setMinus, .setMultiply, .setDivide, .setRemainder, .setAlternative:
        return true
      default: return false
      }
    }
  }
}
