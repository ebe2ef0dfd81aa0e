import Foundation
import JSON

/// A client of `edush lsp`, over the streams of a process that ends after at most a minute.
final class LanguageClient {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var received: [UInt8] = []
  private var nextIdentifier = 1
  /// All messages received so far, in order.
  private(set) var messages = ""

  /// - Parameter errors: the file for standard error; nil discards it.
  init(
    in folder: URL, arguments: [String] = [], environment: [String: String] = [:], errors: URL? = nil
  ) throws {
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["-k", "1", "60", BuiltProgram.edush, "lsp"] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path(), "EDUSH_HOME": folder.appending(path: ".edush").path(),
      // A call to a provider would reach a closed port, and any use of a credential would be noticed.
      "EDUSH_CODERPAD_URL": "http://127.0.0.1:1", "EDUSH_CODERPAD_API_KEY": "a-secret-of-the-tests",
    ].merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    if let errors { try Data().write(to: errors) }
    process.standardError = try errors.map { try FileHandle(forWritingTo: $0) } ?? .nullDevice
    try process.run()
    try output.fileHandleForWriting.close()
    try input.fileHandleForReading.close()
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  // MARK: Sending

  func send(raw bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

  func send(_ message: Value) throws { try send(raw: Self.frame(message)) }

  static func frame(_ message: Value) -> [UInt8] {
    let body = Array(message.json().utf8)
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  func notify(_ method: String, _ parameters: Value) throws {
    try send(["jsonrpc": "2.0", "method": Value(method), "params": parameters])
  }

  /// The identifier of the request.
  func request(_ method: String, _ parameters: Value) throws -> Int {
    defer { nextIdentifier += 1 }
    try send(["jsonrpc": "2.0", "id": Value(nextIdentifier), "method": Value(method), "params": parameters])
    return nextIdentifier
  }

  /// The status, once all remaining output has been read.
  func finish() throws -> Int32 {
    try input.fileHandleForWriting.close()
    while try next() != nil {}
    process.waitUntilExit()
    return process.terminationStatus
  }

  // MARK: Receiving

  struct Silence: Error {}

  /// The next message; nil at the end. Throws on timeout.
  func next() throws -> Value? {
    while true {
      if let message = try takeMessage() { return message }
      var wanted = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, 20_000) > 0 else { throw Silence() }
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { return nil }
      received += data
    }
  }

  /// The response to a request; earlier messages are dropped.
  func response(to identifier: Value) throws -> Value? {
    while let message = try next() {
      if message["method"] == nil, message["id"] == identifier { return message }
    }
    return nil
  }

  private func takeMessage() throws -> Value? {
    let end = Array("\r\n\r\n".utf8)
    guard let start = received.indices.first(where: { received[$0...].starts(with: end) }) else { return nil }
    let header = String(decoding: received[..<start], as: UTF8.self)
    guard header.hasPrefix("Content-Length: "), let length = Int(header.dropFirst(16)) else { throw Silence() }
    let body = start + end.count
    guard received.count >= body + length else { return nil }
    defer { received.removeFirst(body + length) }
    messages += String(decoding: received[body..<(body + length)], as: UTF8.self) + "\n"
    return try Value.parse(utf8: Array(received[body..<(body + length)]))
  }
}
