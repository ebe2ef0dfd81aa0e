import Synchronization

/// The line starts of a text, computed on first use and shared by all copies of the text.
final class LineIndex: Sendable {
  private let lazy = AtomicLazyReference<Places>()

  func places(in text: String) -> Places {
    lazy.load() ?? lazy.storeIfNil(Places(text))
  }
}

extension LineIndex {
  /// Line starts, and the number of characters before each block, so that lookups are fast even on very long lines.
  final class Places: Sendable {
    private static let blockLength = 512
    private let starts: [Int]
    private let scalars: [Int]
    private let length: Int

    init(_ text: String) {
      var starts = [0]
      var scalars: [Int] = []
      var (offset, count) = (0, 0)
      for byte in text.utf8 {
        if offset % Self.blockLength == 0 { scalars.append(count) }
        offset += 1
        if byte == 0x0A { starts.append(offset) }
        if byte & 0xC0 != 0x80 { count += 1 }
      }
      if offset % Self.blockLength == 0 { scalars.append(count) }
      (self.starts, self.scalars, length) = (starts, scalars, offset)
    }

    func position(at offset: Int, in text: String) -> SourcePosition {
      let offset = min(max(0, offset), length)
      let line = lastStart(upTo: offset)
      let column = scalars(before: offset, text) - scalars(before: starts[line], text)
      return SourcePosition(line: line + 1, column: column + 1)
    }

    /// The line that contains an offset, including its line break.
    func line(at offset: Int) -> Range<Int> {
      let line = lastStart(upTo: min(max(0, offset), length))
      return starts[line]..<(line + 1 < starts.count ? starts[line + 1] : length)
    }

    private func lastStart(upTo offset: Int) -> Int {
      var (low, high) = (0, starts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= offset { low = middle } else { high = middle }
      }
      return low
    }

    private func scalars(before offset: Int, _ text: String) -> Int {
      let block = offset / Self.blockLength
      let bytes = text.utf8
      let start = bytes.index(bytes.startIndex, offsetBy: block * Self.blockLength)
      let rest = bytes[start...].prefix(offset % Self.blockLength)
      return scalars[block] + rest.count { $0 & 0xC0 != 0x80 }
    }
  }
}
