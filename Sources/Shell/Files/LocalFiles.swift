import Glibc
import Query

/// The files of this machine, for `read_csv` and its like; relative paths are taken from the working folder.
struct LocalFiles: FileReader {
  let access: FileAccess
  let isCancelled: @Sendable () -> Bool

  func open(_ path: String) throws(Failure) -> any FileChunks {
    try access.check(reading: path)
    do throws(FileError) {
      return Chunks(try LocalFile(path, .any(isCancelled: isCancelled)), isCancelled)
    } catch {
      throw Failure(.script, error.description)
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
