import Foundation

/// The binaries and folders used by the tests.
enum BuiltProgram {
  /// The folder with the test runner and `edush`.
  static let folder: URL = {
    let runner =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(filePath: runner).deletingLastPathComponent()
  }()

  static let edush = folder.appending(path: "edush").path()

  /// The checkout, located relative to this file.
  static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// A separate folder for one test, removed at the end.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "edush-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }
}

/// A command's output and exit status.
struct CommandResult: Sendable {
  var output: String
  var error: String
  var status: Int32
}

/// Runs a command line of `sh` in a folder, with `edush` on the PATH and only the folder's own configuration.
func runShell(
  _ command: String, in folder: URL, environment extra: [String: String] = [:], input: String = "", seconds: Int = 60
) throws -> CommandResult {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  // `timeout` ends a hanging command by its process id. The test runner may ignore SIGPIPE, which a child would inherit.
  process.arguments = [
    "-c", "env --default-signal=PIPE timeout -k 1 \(seconds) sh -c '\(command.replacing("'", with: "'\\''"))'",
  ]
  process.currentDirectoryURL = folder
  process.environment = [
    "PATH": "\(BuiltProgram.folder.path()):/usr/local/bin:/usr/bin:/bin", "HOME": folder.path(), "LANG": "C.UTF-8",
    "EDUSH_HOME": folder.appending(path: ".edush").path(),
  ].merging(extra) { $1 }
  let files = try ["in", "out", "err"].map { _ in
    let path = FileManager.default.temporaryDirectory.appending(path: "edush-io-\(UUID().uuidString)")
    try Data().write(to: path)
    return path
  }
  defer { for file in files { try? FileManager.default.removeItem(at: file) } }
  try Data(input.utf8).write(to: files[0])
  process.standardInput = try FileHandle(forReadingFrom: files[0])
  process.standardOutput = try FileHandle(forWritingTo: files[1])
  process.standardError = try FileHandle(forWritingTo: files[2])
  try process.run()
  process.waitUntilExit()
  return CommandResult(
    output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
    error: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self), status: process.terminationStatus)
}

/// Runs `edush` with these arguments, without a shell.
func edush(
  _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = "", seconds: Int = 60
) throws -> CommandResult {
  let words = (["edush"] + arguments).map { "'\($0.replacing("'", with: "'\\''"))'" }
  return try runShell(
    words.joined(separator: " "), in: folder, environment: environment, input: input, seconds: seconds)
}
