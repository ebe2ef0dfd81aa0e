import Glibc

extension JQ {
  /// Reads several files in sequence, in chunks that end at a line break if possible.
  ///
  /// `name` and `lines` provide the values of `input_filename`, `input_line_number` and messages. A line counts when
  /// its end has been returned.
  final class FileSequence {
    /// jq's maximum length of a line read at once; longer lines are counted only with their last part.
    static let longestPart = 4095
    private static let capacity = 1 << 18

    /// The current file; nil before the first.
    private(set) var name: String?
    /// The number of files that could not be read.
    private(set) var failures = 0
    /// Whether the last call of `next` started another file.
    private(set) var beginsFile = false
    private var files: ArraySlice<String>
    private var descriptor: Int32?
    private var isAtEnd = false
    private var buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// The part of the buffer that has been read but not returned.
    private var unread = 0..<0

    init(_ files: [String]) {
      self.files = (files.isEmpty ? ["-"] : files)[...]
    }

    deinit { buffer.deallocate() }

    /// The next chunk; nil at the end of all files. Valid until the next call.
    func next() -> UnsafeRawBufferPointer? {
      beginsFile = false
      while true {
        guard let descriptor else {
          guard let file = files.popFirst() else { return nil }
          open(file)
          continue
        }
        if let piece = piece(descriptor) { return piece }
        close(descriptor)
      }
    }

    private func open(_ file: String) {
      name = file == "-" ? "<stdin>" : file
      beginsFile = true
      descriptor = file == "-" ? STDIN_FILENO : Glibc.open(file, O_RDONLY)
      isAtEnd = false
      guard descriptor == -1 else { return }
      descriptor = nil
      failures += 1
      StandardError.print("jq: error: Could not open file \(file): \(JQ.systemMessage())\n")
    }

    private func close(_ descriptor: Int32) {
      self.descriptor = nil
      if descriptor != STDIN_FILENO { Glibc.close(descriptor) }
    }

    /// The next chunk of the current file.
    private func piece(_ descriptor: Int32) -> UnsafeRawBufferPointer? {
      if buffer.baseAddress == nil { buffer = .allocate(byteCount: Self.capacity, alignment: 16) }
      while true {
        if let end = unread.isEmpty ? nil : endOfPiece { return take(upTo: end) }
        guard !isAtEnd else { return unread.isEmpty ? nil : take(upTo: unread.upperBound) }
        makeRoom()
        read(descriptor)
      }
    }

    /// The end of the last complete line, or of the buffer if it is full.
    private var endOfPiece: Int? {
      if let last = buffer[unread].lastIndex(of: 0x0A) { return last + 1 }
      return unread.count == buffer.count ? unread.upperBound : nil
    }

    private func take(upTo end: Int) -> UnsafeRawBufferPointer {
      let piece = UnsafeRawBufferPointer(rebasing: buffer[unread.lowerBound..<end])
      unread = end..<unread.upperBound
      return piece
    }

    private func makeRoom() {
      guard unread.lowerBound > 0, let base = buffer.baseAddress else { return }
      memmove(base, base + unread.lowerBound, unread.count)
      unread = 0..<unread.count
    }

    private func read(_ descriptor: Int32) {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[unread.upperBound...])
      var count = Glibc.read(descriptor, room.baseAddress, room.count)
      while count < 0, errno == EINTR { count = Glibc.read(descriptor, room.baseAddress, room.count) }
      if count < 0 {
        failures += 1
        StandardError.print("jq: error: \(JQ.systemMessage())\n")
      }
      if count <= 0 { isAtEnd = true } else { unread = unread.lowerBound..<(unread.upperBound + count) }
    }
  }
}
