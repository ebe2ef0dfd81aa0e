import Foundation

/// `edush sandbox` as a separate process, ended with this object.
final class SandboxProcess {
  /// Its output: base URLs and credentials.
  let variables: [String: String]
  private let process = Process()

  init(arguments: [String] = []) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: BuiltProgram.edush)
    process.arguments = ["sandbox"] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("EDUSH_COURSIO_TOKEN") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      text += String(decoding: data, as: UTF8.self)
    }
    variables = Dictionary(
      text.split(separator: "\n").compactMap { line in
        line.wholeMatch(of: /export (\w+)=(.*)/).map { (String($0.1), String($0.2)) }
      }, uniquingKeysWith: { $1 })
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}
