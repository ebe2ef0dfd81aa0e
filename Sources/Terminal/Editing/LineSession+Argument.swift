// Numeric arguments typed with Alt: how often to repeat the next key.
extension LineSession {
  private static let highestArgument = 999

  /// Reads the rest of a number and the key that it applies to.
  func readArgument(_ first: UInt32) {
    var count = Self.digit(first) ?? 0
    defer { line.searchPrompt = nil }
    while true {
      line.searchPrompt = StyledText("(arg: \(count)) ", .dim)
      guard let key = nestedKey() else { return }
      let letter = key == 0x1B ? nestedKey() : nil
      if let digit = Self.digit(letter ?? key) {
        count = min(Self.highestArgument, count * 10 + digit)
      } else if let letter {
        return use(count, for: [key, letter])
      } else if (0x20..<0x7F).contains(key) || key >= 0xA0, let scalar = Unicode.Scalar(key) {
        return edit { $0.insert(Array(repeating: scalar, count: count)) }
      } else {
        return use(count, for: [key])
      }
    }
  }

  private func use(_ count: Int, for keys: [UInt32]) {
    line.argument = count
    engine.push(keys)
  }

  private static func digit(_ key: UInt32) -> Int? { (0x30...0x39).contains(key) ? Int(key) - 0x30 : nil }

  /// Performs an action, repeated by the argument if possible. Undo reverts all repetitions together.
  func performCounted(_ action: Action, _ key: UInt32) {
    guard let times = line.argument, action.isRepeatable else { return perform(action, key) }
    line.argument = nil
    let isEdit = action != .undo && action != .redo
    if isEdit { line.undo.beginGroup() }
    for _ in 0..<times where line.outcome == nil { perform(action == .deleteOrEnd ? .deleteRight : action, key) }
    if isEdit { line.undo.endGroup(engine.buffer) }
  }
}

extension Action {
  /// Whether repeating it is useful.
  fileprivate var isRepeatable: Bool {
    switch self {
    case .up, .down, .left, .right, .wordLeft, .wordRight, .deleteLeft, .deleteRight, .deleteOrEnd, .cutWordLeft,
      .cutWordRight, .cutBlankWordLeft, .yank, .yankEarlier, .undo, .redo, .lastArgument, .olderWithPart,
      .newerWithPart, .transposeCharacters, .transposeWords, .upperCase, .lowerCase, .capitalize, .closeBlock:
      true
    case .accept, .newline, .interrupt, .complete, .completeBackward, .searchHistory, .lineStart, .lineEnd, .cutToEnd,
      .cutToStart, .clearScreen, .suspend, .paste, .insertQuoted, .comment, .editExternally, .help, .argument,
      .endInsertion, .viCommand, .ignore:
      false
    }
  }
}
