import Glibc
import PseudoTerminal

/// The probe program in its own terminal.
enum Probe {
  /// Built next to the tests.
  static var path: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let own = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/TerminalProbe"
  }

  static func start(
    _ arguments: String..., rows: Int = 12, columns: Int = 60, environment: [String: String] = ["LANG": "C.UTF-8"]
  ) throws -> PseudoTerminal {
    // Swift's own crash reporter would prompt on the terminal.
    let environment = environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let terminal = try PseudoTerminal(
      path, arguments: arguments, environment: environment, rows: rows, columns: columns)
    _ = terminal.wait(for: ">")
    return terminal
  }
}

extension PseudoTerminal {
  /// Waits until this is the lowest row; returns the rows if it never is, else nil.
  func misses(last row: String) -> [String]? {
    wait(forRows: { $0.last == row }) ? nil : rows
  }

  /// Waits until this is one of the rows; returns the rows if it never is, else nil.
  func misses(_ row: String) -> [String]? {
    wait(forRows: { $0.contains(row) }) ? nil : rows
  }
}
