import JSON

extension JQ {
  /// The inputs of the program, read on demand.
  class Inputs {
    let files: FileSequence
    /// The number of lines in the current file before the current chunk.
    fileprivate var lines = 0
    private var slurps: Bool
    private var isFinished = false
    private var gathered: [Value] = []

    fileprivate init(_ options: Options) {
      files = FileSequence(options.files)
      slurps = options.slurp
    }

    /// Creates the reader for the options.
    static func make(_ options: Options) -> Inputs {
      if options.rawInput { return LineInputs(options) }
      if options.stream { return EventInputs(options) }
      return options.sequence ? SequenceInputs(options) : DocumentInputs(options)
    }

    /// The next input; nil at the end.
    final func next() throws(ParseError) -> Value? {
      guard slurps else { return try nextItem() }
      guard !isFinished else { return nil }
      let value = try slurped()
      isFinished = true
      return value
    }

    /// The number of lines read up to the last input.
    final var line: Int { files.name == nil ? 0 : currentLine }

    /// The position of the last input, for messages.
    final var position: String { files.name.map { "\($0):\(line)" } ?? "<unknown>" }

    fileprivate var currentLine: Int { lines }

    /// All inputs in one array. Can be continued after an error.
    fileprivate func slurped() throws(ParseError) -> Value {
      while let value = try nextItem() { gathered.append(value) }
      return .array(gathered)
    }

    private func nextItem() throws(ParseError) -> Value? {
      while true {
        if let value = try take() { return value }
        if isAtEnd { return nil }
        release()
        let piece = files.next()
        if files.beginsFile { lines = 0 }
        if let piece {
          feed(piece)
        } else {
          isAtEnd = true
          finish()
        }
      }
    }

    private var isAtEnd = false

    /// Called before the last chunk becomes invalid.
    fileprivate func release() {}
    /// The next item of the input fed so far.
    fileprivate func take() throws(ParseError) -> Value? { nil }
    fileprivate func feed(_ piece: UnsafeRawBufferPointer) {}
    fileprivate func finish() {}
  }
}

/// Reads JSON texts.
private final class DocumentInputs: JQ.Inputs {
  private var reader = DocumentReader()
  private var piece = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The offset of the chunk in the reader's input.
  private var start = 0
  /// The number of bytes of the chunk used by the last input.
  private var used = 0

  override func take() throws(ParseError) -> Value? {
    do throws(ParseError) {
      let value = try reader.next()
      used = value == nil ? piece.count : reader.offset - start
      return value
    } catch {
      restart(behind: error)
      throw error
    }
  }

  override func release() {
    lines += JQ.Lines.count(piece)
    start += piece.count
    piece = UnsafeRawBufferPointer(start: nil, count: 0)
  }

  override func feed(_ piece: UnsafeRawBufferPointer) {
    self.piece = piece
    reader.feed(piece)
  }

  override func finish() { reader.finish() }

  /// Continues after the line with the error, as jq does.
  private func restart(behind error: ParseError) {
    reader = DocumentReader()
    let rest = JQ.Lines.end(of: error.offset - start - 1, in: piece)
    start = -rest
    used = rest
    reader.feed(UnsafeRawBufferPointer(rebasing: piece[rest...]))
  }

  override var currentLine: Int { lines + JQ.Lines.countRead(upTo: used, of: piece) }
}

/// Reads events for `--stream`.
private final class EventInputs: JQ.Inputs {
  private var reader = EventReader()
  private var lineReader = JQ.LineReader()
  /// Whether errors are inputs, with their message and path.
  private let showsErrors: Bool

  override init(_ options: JQ.Options) {
    showsErrors = options.streamErrors
    super.init(options)
  }

  override func take() throws(ParseError) -> Value? {
    while true {
      do throws(ParseError) {
        if let value = try reader.next() { return value }
      } catch {
        let path = reader.path
        // jq continues with the next line.
        reader = EventReader()
        guard showsErrors else { throw error }
        return .array([Value(error.message), path])
      }
      guard let part = lineReader.next() else { return nil }
      if part.last == 0x0A { lines += 1 }
      reader.feed(part)
    }
  }

  override func feed(_ piece: UnsafeRawBufferPointer) { lineReader.piece = piece }

  override func finish() { reader.finish() }
}

/// Reads text sequences for `--seq`.
private final class SequenceInputs: JQ.Inputs {
  private var reader = SequenceReader()
  private var lineReader = JQ.LineReader()

  override func take() throws(ParseError) -> Value? {
    while true {
      if let value = try reader.next() { return value }
      guard let part = lineReader.next() else { return nil }
      if part.last == 0x0A { lines += 1 }
      reader.feed(part)
    }
  }

  override func feed(_ piece: UnsafeRawBufferPointer) { lineReader.piece = piece }

  override func finish() { reader.finish() }
}

/// Reads lines for `--raw-input`.
private final class LineInputs: JQ.Inputs {
  private var lineReader = JQ.LineReader()
  /// A line whose end has not been read yet.
  private var unfinished: [UInt8] = []
  private var isFinished = false

  override func take() -> Value? {
    while let part = lineReader.next() {
      guard part.last == 0x0A else {
        unfinished.append(contentsOf: part)
        continue
      }
      lines += 1
      let line = UnsafeRawBufferPointer(rebasing: part.dropLast())
      return unfinished.isEmpty ? Value(Text(utf8: line.bindMemory(to: UInt8.self))) : join(line)
    }
    guard isFinished, !unfinished.isEmpty else { return nil }
    return join(UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private func join(_ line: UnsafeRawBufferPointer) -> Value {
    unfinished.append(contentsOf: line)
    defer { unfinished.removeAll() }
    return Value(Text(utf8: unfinished))
  }

  override func feed(_ piece: UnsafeRawBufferPointer) { lineReader.piece = piece }

  override func finish() { isFinished = true }

  /// The whole text.
  override func slurped() -> Value {
    var text: [UInt8] = []
    while let piece = files.next() { text.append(contentsOf: piece) }
    return Value(Text(utf8: text))
  }
}
