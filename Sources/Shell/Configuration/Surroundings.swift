import Glibc
import Terminal

/// What a process finds around it: variables, streams, the screen.
public struct Surroundings: Sendable {
  /// Looks up an environment variable.
  public var environment: @Sendable (String) -> String?
  /// All of the environment, for `env`.
  public var variables: [(name: String, value: String)]
  /// Whether the embedded sandbox stands for the five services: then no credential of the machine is used.
  public var isSandboxed: Bool
  /// The folder of the rate windows where it is not the machine's: a sandbox has its own clock and its own limits.
  var limits: String?
  /// Tells the embedded sandbox where to send a provider's webhooks, nil for nowhere; false where it has none.
  var sendSandboxWebhooks: @Sendable (_ provider: String, _ address: String?) -> Bool = { _, _ in false }
  /// Whether standard input holds the script, so that it has no data.
  var inputHoldsScript = false
  public var hasTerminalInput: Bool
  public var hasTerminalOutput: Bool
  public var hasTerminalError: Bool

  /// This process's.
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

  /// Goes into the sandbox, whose variables the lookup answers with, and which can be told where its webhooks go.
  public mutating func enterSandbox(
    environment: @escaping @Sendable (String) -> String?,
    sendWebhooks: @escaping @Sendable (_ provider: String, _ address: String?) -> Bool
  ) {
    self.environment = environment
    sendSandboxWebhooks = sendWebhooks
    isSandboxed = true
    var template = Array(((value("TMPDIR") ?? "/tmp") + "/edush-sandbox-XXXXXX").utf8CString)
    // Made at once, with mode 0700: nobody can put a link in its place.
    guard mkdtemp(&template) != nil else { return }
    limits = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes what the sandbox kept.
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

  /// A variable that is set to something.
  func value(_ name: String) -> String? {
    environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether a stream shows colours: `NO_COLOR` and a dumb terminal forbid them, `CLICOLOR_FORCE` asks for them anyway.
  func usesColour(onTerminal isTerminal: Bool, refused: Bool) -> Bool {
    if refused || value("NO_COLOR") != nil { return false }
    if let force = value("CLICOLOR_FORCE"), force != "0" { return true }
    return isTerminal && value("TERM") != "dumb"
  }
}

extension Surroundings {
  /// `EDUSH_READ_ONLY`: every value counts but those that say no.
  var isReadOnly: Bool {
    let value = (value("EDUSH_READ_ONLY") ?? "").lowercased()
    return !["", "0", "false", "no", "off"].contains(value)
  }
}
