import Glibc

/// A file of history records, one JSON object per line, to which several processes append.
///
/// Every change is made under an exclusive lock of the file that is currently at the path.
final class HistoryFile {
  /// The result of reading the file.
  struct News {
    var records: [HistoryRecord] = []
    /// Whether the records are the whole file rather than the additions.
    var isWhole = false
    /// The number of lines read, including malformed ones.
    var lines = 0
  }

  private let path: String
  private var inode: ino_t = 0
  private var offset: off_t = 0

  init(path: String) {
    self.path = path
  }

  /// Reads what was added since the last call, or everything if the file was replaced.
  func readNews() -> News {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return News() }
    defer { close(file) }
    guard let status = Self.status(of: file) else { return News() }
    var news = News(isWhole: status.st_ino != inode || status.st_size < offset)
    if news.isWhole { offset = 0 }
    inode = status.st_ino
    guard status.st_size > offset, lseek(file, offset, SEEK_SET) == offset else { return news }
    let bytes = Self.readAll(file)
    // An incomplete last line is still being written.
    guard let end = bytes.lastIndex(of: 0x0A) else { return news }
    offset += off_t(end + 1)
    for line in bytes[...end].split(separator: 0x0A) {
      news.lines += 1
      if let record = HistoryRecord(encoded: line) { news.records.append(record) }
    }
    return news
  }

  /// Appends a record, after ending an incomplete line of a crashed writer. Returns false if it could not be written.
  func append(_ record: HistoryRecord) -> Bool {
    guard let file = openLocked(O_RDWR | O_CREAT | O_APPEND) else { return false }
    defer { close(file) }
    var bytes = record.encoded
    var last: UInt8 = 0x0A
    if let size = Self.status(of: file)?.st_size, size > 0 { pread(file, &last, 1, size - 1) }
    if last != 0x0A { bytes.insert(0x0A, at: 0) }
    return Descriptor(file).write(bytes)
  }

  /// Replaces the entries of the file by the result of `keep`.
  func compact(_ keep: ([HistoryEntry]) -> [HistoryEntry]) -> Bool {
    guard let file = openLocked(O_RDWR) else { return false }
    defer { close(file) }
    var entries: [HistoryEntry] = []
    entries.add(Self.readAll(file).split(separator: 0x0A).compactMap { HistoryRecord(encoded: $0) })
    let temporary = path + ".\(getpid()).new"
    let copy = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { return false }
    let written = Descriptor(copy).write(keep(entries).flatMap { HistoryRecord.entry($0).encoded }) && fsync(copy) == 0
    close(copy)
    guard written, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }
}

extension HistoryFile {
  /// Opens and locks the file at the path. Another process may have replaced it while this one waited for the lock.
  private func openLocked(_ flags: Int32) -> Int32? {
    if flags & O_CREAT != 0 { makeFolder() }
    for _ in 0..<100 {
      let file = open(path, flags | O_CLOEXEC, 0o600)
      guard file >= 0 else { return nil }
      var named = stat()
      if flock(file, LOCK_EX) == 0, let status = Self.status(of: file), stat(path, &named) == 0,
        status.st_ino == named.st_ino
      {
        if status.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
        return file
      }
      close(file)
    }
    return nil
  }

  /// Creates the parent folders, accessible only to this user; they do not exist for a new user.
  private func makeFolder() {
    guard access(path, F_OK) != 0, let slash = path.lastIndex(of: "/") else { return }
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path[..<slash].split(separator: "/") {
      partial += part
      mkdir(partial, 0o700)
      partial += "/"
    }
  }

  private static func status(of file: Int32) -> stat? {
    var status = stat()
    return fstat(file, &status) == 0 ? status : nil
  }

  private static func readAll(_ file: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    while case .bytes(let chunk) = Descriptor(file).read() { bytes += chunk }
    return bytes
  }
}
