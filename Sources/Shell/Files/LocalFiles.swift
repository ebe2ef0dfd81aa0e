import Glibc
import Query

/// The files of this machine, for `read_csv` and its like; relative paths are taken from the working folder.
struct LocalFiles: FileReader {
  let access: FileAccess
  let isCancelled: @Sendable () -> Bool

  func open(_ path: String) throws(Failure) -> any FileChunks {
    try access.check(reading: path)
    do throws(FileError) {
      return Chunks(try LocalFile(path, .any(isCancelled: isCancelled)))
    } catch {
      throw Failure(.script, error.description)
    }
  }

  private final class Chunks: FileChunks {
    private let file: LocalFile

    init(_ file: LocalFile) {
      self.file = file
    }

    func next() throws(Failure) -> [UInt8]? {
      do throws(FileError) {
        return try file.nextChunk()
      } catch {
        throw Failure(.script, error.description)
      }
    }
  }
}
