import Glibc
import Providers
import Script

/// The ids of one account on disk, for completion. Each line contains kind, day, id and label, separated by tabs; the
/// last line for an id counts.
///
/// Lines are only appended, in single writes, so that several processes can share the file.
struct IDFile {
  /// The maximum size in bytes, and the number of days that ids are kept.
  static let (sizeLimit, days) = (8 << 20, 30)
  private static let header = "edush ids 1\n"

  let path: String
  /// Days since 1970.
  let today: Int

  /// The ids that are not too old, oldest first; empty if the file cannot be read.
  func items() -> [KnownIDs.Item] {
    guard let bytes = try? LocalFile.contents(of: path, .regular, atMost: 2 * Self.sizeLimit),
      bytes.starts(with: Self.header.utf8)
    else { return [] }
    return bytes.dropFirst(Self.header.utf8.count).split(separator: 0x0A).compactMap(item)
  }

  private func item(_ line: ArraySlice<UInt8>) -> KnownIDs.Item? {
    let fields = line.split(separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 4, let day = Int(fields[1]), day <= today + 1, day > today - Self.days else { return nil }
    return KnownIDs.Item(kind: fields[0], id: fields[2], label: fields[3])
  }

  /// Appends ids. Rewrites the file if it would become too large.
  func append(_ items: [KnownIDs.Item]) {
    let lines = items.map(line).joined()
    guard !lines.isEmpty, lines.utf8.count < Self.sizeLimit / 2 else { return }
    makeFolder()
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else { return }
    if status.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
    let size = Int(status.st_size)
    guard size + lines.utf8.count <= Self.sizeLimit else { return rewrite(with: items) }
    Self.write((size == 0 ? Self.header : "") + lines, to: file)
  }

  /// Keeps the latest line of each id, up to half of the maximum size.
  private func rewrite(with news: [KnownIDs.Item]) {
    var seen: Set<[String]> = []
    var (kept, size) = ([String](), Self.header.utf8.count)
    for item in (items() + news).reversed() where seen.insert([item.kind, item.id]).inserted {
      let line = line(item)
      size += line.utf8.count
      guard size <= Self.sizeLimit / 2, kept.count < KnownIDs.limit else { break }
      kept.append(line)
    }
    _ = try? PrivateFile.save(Self.header + kept.reversed().joined(), to: path)
  }

  private func line(_ item: KnownIDs.Item) -> String {
    [item.kind, String(today), item.id, item.label].map(Self.field).joined(separator: "\t") + "\n"
  }

  /// The text with tabs, line breaks and other control characters replaced.
  private static func field(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
  }

  private static func write(_ text: String, to file: Int32) {
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
  }

  private func makeFolder() {
    guard let slash = path.lastIndex(of: "/") else { return }
    FileSaver.makeFolders(of: path)
    var status = stat()
    let folder = String(path[..<slash])
    if stat(folder, &status) == 0, status.st_mode & 0o077 != 0 { chmod(folder, 0o700) }
  }
}
