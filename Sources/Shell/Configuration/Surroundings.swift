import Glibc
import Terminal

/// The surroundings of the process: environment variables, standard streams, the terminal.
public struct Surroundings: Sendable {
  /// Looks up an environment variable.
  public var environment: @Sendable (String) -> String?
  /// The whole environment, for `env`.
  public var variables: [(name: String, value: String)]
  /// Whether the embedded sandbox replaces the five services. If so, no real credentials are used.
  public var isSandboxed: Bool
  /// The folder of the rate windows, if not the machine's: a sandbox has its own clock and limits.
  var limits: String?
  /// Tells the embedded sandbox where to send a provider's webhooks, nil for nowhere. Returns false if it has none.
  var sendSandboxWebhooks: @Sendable (_ provider: String, _ address: String?) -> Bool = { _, _ in false }
  /// Whether standard input contains the script, so that it is not available for data.
  var inputHoldsScript = false
  /// Whether standard input is a terminal.
  public var hasTerminalInput: Bool
  /// Whether standard output is a terminal.
  public var hasTerminalOutput: Bool
  /// Whether standard error is a terminal.
  public var hasTerminalError: Bool

  /// Creates the surroundings of this process.
  public init() {
    var variables: [(name: String, value: String)] = []
    var entry = environ
    while let text = entry.pointee {
      let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      variables.append((String(parts[0]), parts.count > 1 ? String(parts[1]) : ""))
      entry += 1
    }
    self.variables = variables
    environment = { name in getenv(name).map { String(cString: $0) } }
    isSandboxed = false
    hasTerminalInput = isatty(STDIN_FILENO) == 1
    hasTerminalOutput = isatty(STDOUT_FILENO) == 1
    hasTerminalError = isatty(STDERR_FILENO) == 1
  }

  /// Switches to the sandbox, with its environment and a function that sets the target of its webhooks.
  public mutating func enterSandbox(
    environment: @escaping @Sendable (String) -> String?,
    sendWebhooks: @escaping @Sendable (_ provider: String, _ address: String?) -> Bool
  ) {
    self.environment = environment
    sendSandboxWebhooks = sendWebhooks
    isSandboxed = true
    var template = Array(((value("TMPDIR") ?? "/tmp") + "/edush-sandbox-XXXXXX").utf8CString)
    // The folder is created atomically with mode 0700, so that no other user can put a link in its place.
    guard mkdtemp(&template) != nil else { return }
    limits = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes the files of the sandbox.
  public func leaveSandbox() {
    guard isSandboxed, let limits, let listing = opendir(limits) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink(limits + "/" + name)
    }
    rmdir(limits)
  }

  /// A variable that is set and not empty.
  func value(_ name: String) -> String? {
    environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether to use colours on a stream. `NO_COLOR` and dumb terminals disable them, `CLICOLOR_FORCE` enables them.
  func usesColour(onTerminal isTerminal: Bool, refused: Bool) -> Bool {
    if refused || value("NO_COLOR") != nil { return false }
    if let force = value("CLICOLOR_FORCE"), force != "0" { return true }
    return isTerminal && value("TERM") != "dumb"
  }
}

extension Surroundings {
  /// `EDUSH_READ_ONLY`: true unless the value is empty or means no.
  var isReadOnly: Bool {
    let value = (value("EDUSH_READ_ONLY") ?? "").lowercased()
    return !["", "0", "false", "no", "off"].contains(value)
  }
}
