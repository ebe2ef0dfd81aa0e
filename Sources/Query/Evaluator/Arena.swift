/// The memory for frames: blocks that are reused by the next evaluation.
final class Arena {
  private var blocks: [UnsafeMutableRawBufferPointer] = []

  /// Returns the block at an index, which may be one past the last block.
  func block(_ index: Int, atLeast size: Int) -> UnsafeMutableRawBufferPointer {
    if index < blocks.count {
      if blocks[index].count >= size { return blocks[index] }
      blocks[index].deallocate()
      blocks[index] = Arena.allocate(size)
      return blocks[index]
    }
    let memory = Arena.allocate(max(size, 16384 << min(index * 2, 14)))
    blocks.append(memory)
    return memory
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
  }

  deinit { for block in blocks { block.deallocate() } }
}
