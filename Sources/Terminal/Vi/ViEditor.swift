/// vi's command mode: the effects of commands, and the state for `.`, `;` and `,`.
struct ViEditor {
  enum Mode {
    case insert, command

    /// The escape sequence for a bar or block cursor.
    var cursorShape: String {
      switch self {
      case .insert: "\u{1B}[6 q"
      case .command: "\u{1B}[2 q"
      }
    }
  }

  /// The result of a command.
  enum Effect {
    case done
    /// The following input is inserted into the text.
    case insert
    case impossible
    /// The command must be handled outside of the text.
    case elsewhere
  }

  /// A change and the text typed after it.
  private struct Change {
    var command: ViCommand
    var typed: [Unicode.Scalar] = []
  }

  var mode = Mode.insert
  /// The indentation for a line after the current one.
  var indentation: (EditBuffer) -> [Unicode.Scalar] = { $0.nextIndentation(step: "  ") }
  var registers = ViRegisters()
  var marks: [Unicode.Scalar: Int] = [:]
  private var lastFind: (letter: Unicode.Scalar, search: ViMotion.Search)?
  private var lastChange: Change?
  /// The change whose text is being typed, and the text before it.
  private var insertion: (command: ViCommand, start: EditBuffer)?

  /// Starts a new line in insert mode.
  mutating func begin() {
    mode = .insert
    insertion = nil
    marks = [:]
  }

  mutating func perform(_ command: ViCommand, on buffer: inout EditBuffer, _ kills: inout KillRing) -> Effect {
    if case .repeatChange = command.verb { return again(command.count, on: &buffer, &kills) }
    let command = resolved(command)
    let effect = effect(of: command, on: &buffer, &kills)
    guard command.isChange else { return effect }
    switch effect {
    case .done: lastChange = Change(command: command)
    case .insert: insertion = (command, buffer)
    case .impossible, .elsewhere: break
    }
    return effect
  }

  /// Ends insert mode: a count repeats the typed text, and the cursor moves onto a character.
  mutating func endInsertion(in buffer: inout EditBuffer) {
    if let insertion, let typed = Self.typed(from: insertion.start, to: buffer) {
      if case .insert = insertion.command.verb { buffer.insert(typed, times: insertion.command.times - 1) }
      lastChange = Change(command: insertion.command, typed: typed)
    }
    insertion = nil
    mode = .command
    if buffer.cursor > buffer.lineStart { buffer.move(to: buffer.characterLeft) }
  }

  /// Records text typed over other text with `R`.
  mutating func noteOverwriting(_ typed: [Unicode.Scalar]) {
    lastChange = Change(command: ViCommand(verb: .overwrite), typed: typed)
  }

  /// The text typed in one place; nil if the cursor was moved.
  private static func typed(from start: EditBuffer, to end: EditBuffer) -> [Unicode.Scalar]? {
    let count = end.text.count - start.text.count
    guard count >= 0, end.text.starts(with: start.text[..<start.cursor]),
      end.text[(start.cursor + count)...].elementsEqual(start.text[start.cursor...])
    else { return nil }
    return Array(end.text[start.cursor..<(start.cursor + count)])
  }

  /// The command with the letter that `;` or `,` searches for.
  private mutating func resolved(_ command: ViCommand) -> ViCommand {
    var command = command
    switch command.verb {
    case .move(let motion): command.verb = .move(resolved(motion))
    case .apply(let part, .motion(let motion)): command.verb = .apply(part, .motion(resolved(motion)))
    default: break
    }
    return command
  }

  private mutating func resolved(_ motion: ViMotion) -> ViMotion {
    switch motion {
    case .find(let letter, let search): lastFind = (letter, search)
    case .findAgain(let isReversed):
      guard let lastFind else { break }
      return .foundAgain(lastFind.letter, isReversed ? lastFind.search.reversed : lastFind.search)
    case .mark(let letter, let isLine):
      guard let place = marks[letter] else { break }
      return .place(place, isLine: isLine)
    default: break
    }
    return motion
  }

  private mutating func again(_ count: Int?, on buffer: inout EditBuffer, _ kills: inout KillRing) -> Effect {
    guard var change = lastChange else { return .impossible }
    if let count { change.command.count = count }
    lastChange = change
    if case .overwrite = change.command.verb {
      let end = min(buffer.cursor + change.typed.count, buffer.lineEnd)
      buffer.replace(buffer.cursor..<end, with: change.typed)
      buffer.move(to: buffer.characterLeft)
      return .done
    }
    let effect = effect(of: change.command, on: &buffer, &kills)
    guard case .insert = effect else { return effect }
    var times = 1
    if case .insert = change.command.verb { times = change.command.times }
    buffer.insert(change.typed, times: times)
    if buffer.cursor > buffer.lineStart { buffer.move(to: buffer.characterLeft) }
    return .done
  }
}

extension EditBuffer {
  fileprivate mutating func insert(_ scalars: [Unicode.Scalar], times: Int) {
    guard times > 0 else { return }
    insert(Array(repeatElement(scalars, count: times).joined()))
  }
}
