import Glibc

/// Identifies a process of this machine, even after its number has been reused.
public struct ProcessIdentity: Sendable, Hashable {
  /// The process id.
  public let number: Int
  /// The start time of the process in clock ticks since boot, and the id of that boot.
  let start: String

  /// The current process.
  public static let current = ProcessIdentity(number: Int(getpid()))

  private init(number: Int) {
    self.number = number
    start = Self.start(of: number) ?? ""
  }

  /// Parses the form written by `text`.
  init?(parsing text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[0]) else { return nil }
    self.number = number
    start = String(parts[1])
  }

  var text: String { "\(number) \(start)" }

  /// Whether the process is still running.
  var isAlive: Bool { Self.start(of: number) == start }

  private static func start(of number: Int) -> String? {
    guard let status = contents("/proc/\(number)/stat"), let end = status.lastIndex(of: ")") else { return nil }
    // proc(5): the state is field 3, the start time field 22.
    let fields = status[end...].dropFirst().split(separator: " ")
    guard fields.count > 19, fields[0] != "Z" else { return nil }
    return "\(fields[19]) \(bootNumber)"
  }

  /// The id of the current boot; empty if the system does not provide it.
  static let bootNumber =
    contents("/proc/sys/kernel/random/boot_id")?.split(separator: "\n").first.map(String.init) ?? ""

  private static func contents(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}

/// The host name of this machine.
enum Host {
  static let name: String = {
    var bytes = [UInt8](repeating: 0, count: 256)
    let result = bytes.withUnsafeMutableBytes { buffer -> Int32 in
      guard let start = buffer.baseAddress else { return -1 }
      return gethostname(start.assumingMemoryBound(to: CChar.self), buffer.count - 1)
    }
    return result == 0 ? String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) : "localhost"
  }()
}
