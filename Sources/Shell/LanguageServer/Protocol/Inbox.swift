import Glibc
import JSON

/// The queue of messages. Available input is read before the next message is returned, so that cancelled requests are
/// not carried out and consecutive edits are checked once.
final class Inbox {
  /// A message, and whether the client has cancelled it.
  struct Item {
    let message: Message
    var isCancelled = false
  }

  private let descriptor: Int32
  private var reader = FrameReader()
  private var waiting: [Item] = []
  private var isAtEnd = false

  init(descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
  }

  /// Waits for the next message; nil at the end of the stream.
  func next() -> Item? {
    while hasInput(within: waiting.isEmpty ? -1 : 0) { read() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Whether a notification with this method is waiting for a document.
  func holds(_ method: String, of uri: String) -> Bool {
    waiting.contains { item in
      guard case .notification(method, let parameters) = item.message else { return false }
      return parameters["textDocument"]?["uri"]?.string == uri
    }
  }

  /// Whether input is available within a time limit; a negative limit waits indefinitely.
  private func hasInput(within milliseconds: Int32) -> Bool {
    guard !isAtEnd else { return false }
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&wanted, 1, milliseconds)
      if count >= 0 { return count > 0 }
      if errno != EINTR { return false }
    }
  }

  private func read() {
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, initialized in
      count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { isAtEnd = true }
    reader.feed(chunk)
    while let frame = reader.next() { add(Message(frame)) }
  }

  private func add(_ message: Message) {
    guard case .notification("$/cancelRequest", let parameters) = message else {
      return waiting.append(Item(message: message))
    }
    for index in waiting.indices {
      if case .request(let id, _, _) = waiting[index].message, id == parameters["id"] {
        waiting[index].isCancelled = true
      }
    }
  }
}
