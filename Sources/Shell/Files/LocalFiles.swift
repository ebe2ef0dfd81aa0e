import Glibc
import Query

/// The files of this machine, for `read_csv` and similar functions. Relative paths are relative to the working
/// directory; `-` is standard input.
struct LocalFiles: FileReader {
  enum Kind: Sendable {
    case any
    /// Files that can be read twice.
    case regular
  }

  let access: FileAccess
  var kind = Kind.any
  /// Whether standard input contains the script.
  var inputHoldsScript = false
  let isCancelled: @Sendable () -> Bool

  func open(_ path: String) throws(Failure) -> any FileChunks {
    guard path != "-" else { return try openStandardInput() }
    try access.check(reading: path)
    if let bytes = access.planned.bytes(at: path) { return PlannedChunks(bytes) }
    do throws(FileError) {
      let file = try LocalFile(path, kind == .regular ? .regular : .any(isCancelled: isCancelled))
      return Chunks(file, isCancelled)
    } catch {
      throw Failure(.script, error.description)
    }
  }

  private func openStandardInput() throws(Failure) -> any FileChunks {
    guard !inputHoldsScript else {
      throw Failure(
        .usage, "the script is read from standard input, so data cannot be",
        hint: "save the script and run `edush run FILE`, or pass its text with `-c`")
    }
    guard kind == .any else { throw Failure(.script, "standard input cannot be read twice") }
    do throws(FileError) {
      return Chunks(try LocalFile(standardInput: isCancelled), isCancelled)
    } catch {
      throw Failure(.script, error.description)
    }
  }

  private final class PlannedChunks: FileChunks {
    private var bytes: [UInt8]?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func next() throws(Failure) -> [UInt8]? {
      defer { bytes = nil }
      return bytes
    }
  }

  private final class Chunks: FileChunks {
    private let file: LocalFile
    private let isCancelled: () -> Bool

    init(_ file: LocalFile, _ isCancelled: @escaping () -> Bool) {
      self.file = file
      self.isCancelled = isCancelled
    }

    func next() throws(Failure) -> [UInt8]? {
      do throws(FileError) {
        return try file.nextChunk()
      } catch {
        guard !isCancelled() else { throw Failure(.script, "interrupted", isInterruption: true) }
        throw Failure(.script, error.description)
      }
    }
  }
}
