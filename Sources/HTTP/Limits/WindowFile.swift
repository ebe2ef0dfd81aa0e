import Glibc

/// One window on disk, changed only while locked.
struct WindowFile: Sendable {
  let folder: String
  let name: String

  /// Runs with the file locked against all other threads and processes; the system unlocks it when a process dies.
  func withLock<Result>(_ body: (inout WindowSlots) throws(TransportError) -> Result) throws(TransportError) -> Result {
    let file = try open()
    defer { close(file) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure() }
    }
    var slots = WindowSlots(file: file)
    return try body(&slots)
  }

  private func open() throws(TransportError) -> Int32 {
    let path = folder + "/" + name
    var file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if file < 0 && errno == ENOENT {
      makeFolder()
      file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    }
    guard file >= 0 else { throw failure() }
    return file
  }

  private func makeFolder() {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o700)
    }
  }

  private func failure() -> TransportError {
    TransportError(
      .storage, sent: .no, "the rate window \(folder)/\(name) cannot be used: \(String(cString: strerror(errno)))",
      hint: "make the folder writable, so that edush can keep the provider's limit")
  }
}
