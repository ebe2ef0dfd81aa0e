import ArgumentParser
import HTTP
import Shell

/// The options for request rates, numbers of writes and time limits.
struct LimitArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Limit requests to N per second, minute or hour, shared by all processes; may be repeated.",
      valueName: "provider=n/s|m|h"))
  var rate: [String] = []

  @Option(help: ArgumentHelp("Wait at most this long for rate limits in one call.", valueName: "30s|10m|2h"))
  var wait: String?

  @Option(help: ArgumentHelp("Fail a call that takes longer than this.", valueName: "seconds"))
  var timeout: Double?

  @Option(help: ArgumentHelp("Refuse further writes after N.", valueName: "n"))
  var maxWrites: Int?

  /// All of them have a value.
  static let names: Set<String> = ["--rate", "--wait", "--timeout", "--max-writes"]

  /// - Parameter waits: whether to wait for rate limits.
  func apply(to options: inout ShellOptions, waits: Bool) throws {
    options.whenFull = try whenFull(waits: waits)
    for text in rate where !options.rates.add(parsing: text) {
      throw ValidationError(
        "--rate expects PROVIDER=N/s such as coderpad=5/s, coderpad@old=300/m or tutrex=0.5/s, not '\(text)'")
    }
    if let maxWrites {
      guard maxWrites >= 0 else { throw ValidationError("--max-writes expects a number from 0, not \(maxWrites)") }
      options.maxWrites = maxWrites
    }
    guard let timeout else { return }
    guard (0.001...86_400).contains(timeout) else {
      throw ValidationError("--timeout expects a number of seconds up to 86400, not \(timeout)")
    }
    options.timeout = timeout
  }

  private func whenFull(waits: Bool) throws -> WhenFull {
    guard let wait else { return waits ? .wait : .fail }
    guard waits else { throw ValidationError("--wait and --no-wait exclude each other") }
    guard let seconds = TimeSpan(parsing: wait)?.seconds else {
      throw ValidationError("--wait expects a duration such as 30s, 10m or 2h, not '\(wait)'")
    }
    return .waitFor(seconds: seconds)
  }
}
