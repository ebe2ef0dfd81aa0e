import Query

/// One file that is read in pieces of a given size.
struct FakeFiles: FileReader {
  let bytes: [UInt8]
  let size: Int

  func open(_ path: String) throws(Failure) -> any FileChunks { Chunks(bytes, size) }

  private final class Chunks: FileChunks {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], _ size: Int) {
      rest = bytes[...]
      self.size = size
    }

    func next() throws(Failure) -> [UInt8]? {
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }
}
