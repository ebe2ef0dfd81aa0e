import Glibc
import JSON
import Query
import Rendering
import Script

/// Appends lines to a file under a lock, completely or not at all.
struct FileAppender {
  let path: String
  let format: FileFormat
  let separator: UInt8?
  /// Whether a new file begins with a byte-order mark.
  let hasByteOrderMark: Bool

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// - Parameter willAppend: called with the piece before it is appended; if it throws, nothing is appended.
  func append(_ values: [Value], willAppend: (FilePiece) throws(Failure) -> Void) throws(Failure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    // Other rows and processes may append at the same time.
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure(errno) }
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(.usage, "`\(path)` is not a regular file") }
    let size = Int(status.st_size)
    var bytes = try lines(values, behind: size, descriptor)
    // Do not continue an incomplete line.
    if size > 0, self.bytes(1, at: size - 1, descriptor) != [0x0A] { bytes.insert(0x0A, at: 0) }
    try willAppend(FilePiece(path: path, offset: size, length: bytes.count, digest: Digest(of: bytes).hexadecimal))
    try write(bytes, behind: size, descriptor)
  }

  /// Whether a file contains a piece that was appended before.
  static func holds(_ piece: FilePiece) -> Bool {
    let descriptor = open(piece.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: piece.length)
    let count = pread(descriptor, &bytes, piece.length, off_t(piece.offset))
    return count == piece.length && Digest(of: bytes).hexadecimal == piece.digest
  }

  // MARK: Content

  private func lines(_ values: [Value], behind size: Int, _ descriptor: Int32) throws(Failure) -> [UInt8] {
    guard format.isDelimited else { return try encoded(values) }
    let records = values.flatMap { $0.array ?? [$0] }
    guard size > 0 else { return (hasByteOrderMark ? Self.byteOrderMark : []) + (try encoded([Value(records)])) }
    let columns = try columns(descriptor)
    let ordered = try records.map { (record) throws(Failure) in try order(record, by: columns) }
    let names = Object(columns.map { ($0, Value.null) })
    // The header exists, so keep only the lines after it.
    let heading = try encoded([[Value(names)]]).firstIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Array(try encoded([Value(ordered)])[heading...])
  }

  private func encoded(_ values: [Value]) throws(Failure) -> [UInt8] {
    do throws(NotOneValue) {
      return try format.encode(values, separator: separator)
    } catch {
      throw Failure(.script, error.description)
    }
  }

  private func order(_ record: Value, by columns: [Text]) throws(Failure) -> Value {
    guard let object = record.object else {
      throw Failure(.script, "`\(path)` has columns, so its rows are objects, not \(record.typeName)")
    }
    let strange = object.map(\.key).filter { !columns.contains($0) }
    let missing = columns.filter { object[$0] == nil }
    guard strange.isEmpty, missing.isEmpty else {
      let what =
        (strange.map { "`\($0.string)` is not one of its columns" } + missing.map { "`\($0.string)` is missing" })
        .joined(separator: ", ")
      throw Failure(
        .script, "the row does not have the columns of `\(path)`: \(what)",
        hint: "its columns are " + columns.map(\.string).joined(separator: ", "))
    }
    return Value(Object(columns.map { ($0, object[$0] ?? .null) }))
  }

  /// The names in the first line of the file.
  private func columns(_ descriptor: Int32) throws(Failure) -> [Text] {
    var line = bytes(1 << 16, at: 0, descriptor)
    if line.starts(with: Self.byteOrderMark) { line.removeFirst(Self.byteOrderMark.count) }
    line = Array(line.prefix { $0 != 0x0A })
    if line.last == 0x0D { line.removeLast() }
    return CellReader.cells(of: line, separator: separator ?? (format == .tsv ? 0x09 : 0x2C))
  }

  private func bytes(_ count: Int, at offset: Int, _ descriptor: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let count = pread(descriptor, &bytes, count, off_t(offset))
    return Array(bytes.prefix(max(0, count)))
  }

  private func write(_ bytes: [UInt8], behind size: Int, _ descriptor: Int32) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = count < 0 ? errno : EIO
        ftruncate(descriptor, off_t(size))
        throw failure(code)
      }
      written += count
    }
  }

  private func failure(_ code: Int32) -> Failure { Failure(.script, FileError("write", path, code: code).description) }
}

/// Parses one line of separated cells.
private enum CellReader {
  static func cells(of line: [UInt8], separator: UInt8) -> [Text] {
    var cells: [[UInt8]] = [[]]
    var isQuoted = false
    var index = 0
    while index < line.count {
      let byte = line[index]
      if byte == 0x22 {
        // A doubled quote is a literal quote.
        if isQuoted, index + 1 < line.count, line[index + 1] == 0x22 {
          cells[cells.count - 1].append(byte)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == separator, !isQuoted {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
      index += 1
    }
    return cells.map { Text(String(decoding: $0, as: UTF8.self)) }
  }
}
