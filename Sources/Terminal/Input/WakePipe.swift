import CLibedit
import Glibc

/// A pipe with which any thread can wake a waiting one.
final class WakePipe: Sendable {
  private let ends: (read: Int32, write: Int32)

  init() {
    var pair: [Int32] = [-1, -1]
    ends = terminal_pipe(&pair) ? (pair[0], pair[1]) : (-1, -1)
  }

  deinit {
    guard ends.read >= 0 else { return }
    close(ends.read)
    close(ends.write)
  }

  /// The descriptor to poll; -1, which poll ignores, if it could not be created.
  var descriptor: Int32 { ends.read }

  func wake() {
    var byte: UInt8 = 0
    _ = Glibc.write(ends.write, &byte, 1)
  }

  func drain() {
    while case .bytes = Descriptor(ends.read).read(upTo: 256) {}
  }
}
