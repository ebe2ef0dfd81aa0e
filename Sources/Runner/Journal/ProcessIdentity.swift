import Glibc

/// A process of this machine, told apart from a later one with the same number.
public struct ProcessIdentity: Sendable, Hashable {
  public let number: Int
  /// When it began, in clock ticks since the machine did, and which start of the machine that was.
  let start: String

  /// This process.
  public static let current = ProcessIdentity(number: Int(getpid()))

  private init(number: Int) {
    self.number = number
    start = Self.start(of: number) ?? ""
  }

  /// Reads what `text` wrote.
  init?(parsing text: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let number = Int(parts[0]) else { return nil }
    self.number = number
    start = String(parts[1])
  }

  var text: String { "\(number) \(start)" }

  /// Whether it still runs.
  var isAlive: Bool { Self.start(of: number) == start }

  private static func start(of number: Int) -> String? {
    guard let status = contents("/proc/\(number)/stat"), let end = status.lastIndex(of: ")") else { return nil }
    // proc(5): the state is field 3, the start field 22.
    let fields = status[end...].dropFirst().split(separator: " ")
    guard fields.count > 19, fields[0] != "Z" else { return nil }
    return "\(fields[19]) \(bootNumber)"
  }

  /// Tells this start of the machine from others; empty where the system does not say.
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

/// The name of this machine.
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
