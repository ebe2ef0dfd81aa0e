import Foundation
import Testing

/// A document and Debian's `xmllint`; a test that needs it fails if it is missing.
final class XMLLint {
  /// `Tests/RunnerTests/Schemas`
  private static let schemas = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Schemas")

  private let file: URL

  init(_ document: [UInt8]) throws {
    file = FileManager.default.temporaryDirectory.appending(path: "edush-\(UUID().uuidString).xml")
    try Data(document).write(to: file)
  }

  /// Its complaints about a document; empty if the document is well-formed.
  func faults(schema: String? = nil) throws -> String {
    let options = schema.map { ["--schema", Self.schemas.appending(path: $0).path()] } ?? []
    let result = try run(["--noout", "--huge"] + options)
    return result.status == 0 ? "" : result.output + "status \(result.status)"
  }

  /// The value of an XPath expression as a string.
  func value(_ path: String) throws -> String {
    let result = try run(["--huge", "--xpath", "string(\(path))"])
    try #require(result.status == 0, "\(path): \(result.output)")
    return result.output.trimmingCharacters(in: .newlines)
  }

  deinit { try? FileManager.default.removeItem(at: file) }

  private func run(_ options: [String]) throws -> (output: String, status: Int32) {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["-k", "1", "60", "xmllint"] + options + [file.path()]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }
}
