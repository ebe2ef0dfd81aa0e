import Foundation
import Query
import Testing
import Threads

@Suite struct EngineSpecs {
  private let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  @Test func `outputs what our own cases expect`() throws {
    let spec = try EngineSpec(tests.appending(path: "Specs/engine.test"))
    #expect(spec.cases.count > 200)
    let differences = DeepStack.run { spec.differences() }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  private static let conformance = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/conformance/jq-1.8.2")

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: conformance.path()), "there is no ../shared/conformance/jq-1.8.2"))
  func `outputs what jq's own test files say, where they are`() throws {
    let files = try FileManager.default.contentsOfDirectory(at: Self.conformance, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "test" }
    #expect(files.count >= 6)
    for file in files {
      let spec = try EngineSpec(file)
      // Their module files are not part of the set; ModuleTests has such cases.
      let needsFiles = ["import \"", "include \"", "modulemeta", "input_line_number"]
      let differences = DeepStack.run {
        spec.differences().filter { difference in !needsFiles.contains { difference.contains($0) } }
      }
      #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    }
  }
}
