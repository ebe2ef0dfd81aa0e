import JSON

/// `read_csv`, `read_json`, `read_ndjson` and `read_text`. Files are read in chunks, as their content is needed.
final class ReadNode: Node, @unchecked Sendable {
  enum Format { case csv, json, lines, text }

  private let format: Format
  private let path: Node
  /// The options of `read_csv(path; options)`.
  private let options: Node
  private let place: Place

  init(_ format: Format, _ path: Node, options: Node = LiteralNode(.object([:])), _ place: Place) {
    self.format = format
    self.path = path
    self.options = options
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let input = copy input
    return try options.run(input, frame) { (options: consuming Value) throws(Thrown) in
      let options = copy options
      return try path.run(input, frame) { (path: consuming Value) throws(Thrown) in
        guard let name = path.text?.string else {
          throw Thrown(.operand(path, "is not a path; a path is a string"), place)
        }
        return try read(name, options, frame, yield)
      }
    }
  }

  private func read(
    _ path: String, _ options: Value, _ frame: Frame, _ yield: Yield
  ) throws(Thrown) -> Signal {
    guard format == .csv else {
      let text = try reading { () throws(Failure) in try FileText(path, in: try files(frame)) }
      return format == .text ? try whole(text, frame, yield) : try values(text, frame, yield)
    }
    let rows = try reading { () throws(Failure) in
      let options = try CSVOptions(options)
      let text = try FileText(path, in: try files(frame), encoding: options.encoding, advice: .option)
      return try CSVTable(text, options)
    }
    while let row = try reading({ () throws(Failure) in try rows.next() }) {
      try frame.tick()
      let signal = try frame.context.at(FilePlace(file: rows.name, line: rows.line)) { () throws(Thrown) in
        try yield(row)
      }
      if signal != .proceed { return signal }
    }
    return .proceed
  }

  private func files(_ frame: Frame) throws(Failure) -> any FileReader {
    guard let files = frame.context.files else { throw Failure(.script, "files cannot be read here") }
    return files
  }

  private func reading<Result>(_ body: () throws(Failure) -> Result) throws(Thrown) -> Result {
    do throws(Failure) {
      return try body()
    } catch {
      var failure = error
      if failure.range == nil {
        failure.source = place.source
        failure.range = place.range
      }
      throw Thrown(.failure(failure), place)
    }
  }

  private func next(_ text: FileText, _ frame: Frame) throws(Thrown) -> [UInt8]? {
    try frame.poll()
    return try reading { () throws(Failure) in try text.next() }
  }

  private func whole(_ text: FileText, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var bytes: [UInt8] = []
    while let more = try next(text, frame) { bytes += more }
    return try yield(Value(Text(utf8: bytes)))
  }

  private func values(_ text: FileText, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    var reader = DocumentReader()
    var lines = RecordLines()
    var isOpen = true
    while isOpen {
      if let more = try next(text, frame) {
        reader.feed(more)
        if format == .lines { lines.feed(more) }
      } else {
        reader.finish()
        isOpen = false
      }
      while let value = try value(&reader, text.name) {
        let signal: Signal
        if format == .lines {
          let place = FilePlace(file: text.name, line: lines.next(endingAt: reader.offset))
          signal = try frame.context.at(place) { () throws(Thrown) in try yield(value) }
        } else {
          signal = try yield(value)
        }
        if signal != .proceed { return signal }
      }
    }
    return .proceed
  }

  private func value(_ reader: inout DocumentReader, _ name: String) throws(Thrown) -> Value? {
    try reading { () throws(Failure) in
      do throws(ParseError) { return try reader.next() } catch {
        throw Failure(.script, "\(name):\(error.line):\(error.column): \(error.message)")
      }
    }
  }
}
