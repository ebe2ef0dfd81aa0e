/// A command of vi's command mode: `3x`, `d2w`, `ci"`.
struct ViCommand: Hashable {
  /// What to do with the text of a target.
  enum Operator: Hashable {
    case delete, change, yank, toggleCase, lowerCase, upperCase
  }

  /// The text that an operator applies to.
  enum Target: Hashable {
    case motion(ViMotion)
    case object(ViTextObject)
    /// Whole lines, as in `dd`.
    case lines
  }

  /// Where insertion begins.
  enum Place: Hashable {
    case cursor, afterCursor, lineStart, lineEnd, lineBelow, lineAbove
  }

  enum Verb: Hashable {
    case move(ViMotion)
    case apply(Operator, Target)
    case insert(Place)
    case replaceCharacter(Unicode.Scalar)
    case overwrite
    case putAfter, putBefore
    case join
    case setMark(Unicode.Scalar)
    case repeatChange
    case undo, redo
    case older, newer
    case searchOlder, searchNewer, searchAgain, searchBack
    case editExternally
    case comment
  }

  /// The register given with `"`.
  var register: Unicode.Scalar?
  /// The product of the counts before the command and before its motion.
  var count: Int?
  var verb: Verb

  var times: Int { count ?? 1 }

  /// Whether `.` repeats it.
  var isChange: Bool {
    switch verb {
    case .apply(.yank, _): false
    case .apply, .insert, .replaceCharacter, .overwrite, .putAfter, .putBefore, .join: true
    case .move, .setMark, .repeatChange, .undo, .redo, .older, .newer, .searchOlder, .searchNewer, .searchAgain,
      .searchBack,
      .editExternally, .comment:
      false
    }
  }
}

/// Reads a command from keys.
struct ViCommandReader {
  private static let highestCount = 9999

  /// Returns the next key; nil abandons the command.
  let next: () -> Unicode.Scalar?

  /// Nil if the keys are not a command.
  func command(from first: Unicode.Scalar) -> ViCommand? {
    guard let (count, key) = counted(first) else { return nil }
    guard key == "\"" else { return command(key, count) }
    guard let register = next(), ViRegisters.isName(register), let following = next(),
      let (more, key) = counted(following), var command = command(key, product(count, more))
    else { return nil }
    command.register = register
    return command
  }

  private func command(_ key: Unicode.Scalar, _ count: Int?) -> ViCommand? {
    if let part = Self.operators[key] { return operation(part, key, count) }
    if key == "g" {
      guard let second = next() else { return nil }
      if let part = Self.caseOperators[second] { return operation(part, second, count) }
      guard let motion = ViMotion(after: "g", second) else { return nil }
      return ViCommand(count: count, verb: .move(motion))
    }
    if key == "m" { return next().flatMap { ViMotion.isMark($0) ? ViCommand(count: count, verb: .setMark($0)) : nil } }
    if key == "r" { return next().map { ViCommand(count: count, verb: .replaceCharacter($0)) } }
    if let verb = Self.verbs[key] { return ViCommand(count: count, verb: verb) }
    // `3G` moves to a line, like `3gg`.
    if key == "G", count != nil { return ViCommand(count: count, verb: .move(.textStart)) }
    return motion(key).map { ViCommand(count: count, verb: .move($0)) }
  }

  private func operation(_ part: ViCommand.Operator, _ letter: Unicode.Scalar, _ count: Int?) -> ViCommand? {
    guard let first = next(), let (more, key) = counted(first), let target = target(key, letter, part) else {
      return nil
    }
    return ViCommand(count: product(count, more), verb: .apply(part, target))
  }

  private func product(_ count: Int?, _ more: Int?) -> Int? {
    guard let count, let more else { return count ?? more }
    return min(Self.highestCount, count * more)
  }

  private func target(
    _ key: Unicode.Scalar, _ letter: Unicode.Scalar, _ part: ViCommand.Operator
  ) -> ViCommand.Target? {
    if key == letter { return .lines }
    if key == "i" || key == "a" {
      return next().flatMap { ViTextObject(extent: key == "i" ? .inner : .around, $0) }.map { .object($0) }
    }
    if key == "g" { return next().flatMap { ViMotion(after: "g", $0) }.map { .motion($0) } }
    return motion(key).map { .motion($0) }
  }

  /// Reads a count, if the first key begins one, and the key after it.
  private func counted(_ first: Unicode.Scalar) -> (count: Int?, key: Unicode.Scalar)? {
    var count: Int?
    var key = first
    while let digit = key.properties.numericType == .decimal && key.isASCII ? Int(key.value) - 48 : nil,
      count != nil || digit != 0
    {
      count = min(Self.highestCount, (count ?? 0) * 10 + digit)
      guard let following = next() else { return nil }
      key = following
    }
    return (count, key)
  }

  private func motion(_ key: Unicode.Scalar) -> ViMotion? {
    if let search = ViMotion.Search(key) { return next().map { .find($0, search) } }
    if key == "`" || key == "'" {
      return next().flatMap { ViMotion.isMark($0) ? .mark($0, isLine: key == "'") : nil }
    }
    return ViMotion(key)
  }

  private static let operators: [Unicode.Scalar: ViCommand.Operator] = ["d": .delete, "c": .change, "y": .yank]

  private static let caseOperators: [Unicode.Scalar: ViCommand.Operator] = [
    "~": .toggleCase, "u": .lowerCase, "U": .upperCase,
  ]

  private static let verbs: [Unicode.Scalar: ViCommand.Verb] = [
    "i": .insert(.cursor), "a": .insert(.afterCursor), "I": .insert(.lineStart), "A": .insert(.lineEnd),
    "o": .insert(.lineBelow), "O": .insert(.lineAbove), "x": .apply(.delete, .motion(.right)),
    "X": .apply(.delete, .motion(.left)), "s": .apply(.change, .motion(.right)), "S": .apply(.change, .lines),
    "D": .apply(.delete, .motion(.lineEnd)), "C": .apply(.change, .motion(.lineEnd)), "Y": .apply(.yank, .lines),
    "~": .apply(.toggleCase, .motion(.right)), "p": .putAfter, "P": .putBefore, "J": .join, "R": .overwrite,
    ".": .repeatChange, "u": .undo, "\u{12}": .redo, "k": .older, "-": .older, "j": .newer, "+": .newer,
    "/": .searchOlder, "?": .searchNewer, "n": .searchAgain, "N": .searchBack, "v": .editExternally, "#": .comment,
  ]
}
