import Foundation
import JSON
import Testing

/// `edush provider check`: all errors of a manifest at once, each at its position.
struct ManifestCheckTests {
  @Test("Every error in a manifest is reported, with position and advice")
  func faultsAreTold() throws {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/manifest-faults.spec")
    let text = try String(contentsOf: file, encoding: .utf8)
    let cases = ManifestFaults.cases(in: text)
    #expect(cases.count >= 25)
    let folder = try TemporaryFolder()
    var recorded = text.split(separator: "\n\n").first.map { String($0) + "\n" } ?? ""
    for one in cases {
      try one.manifest.write(to: folder.url.appending(path: "x.jq"), atomically: true, encoding: .utf8)
      let result = try edush(["provider", "check", "--format", "json", "x.jq"], in: folder.url)
      let told = try ManifestFaults.told(Value.parse(result.output))
      #expect(told == one.faults, "\(one.title)")
      #expect(result.status == (told.contains { $0.contains(" error ") } ? 2 : 0), "\(one.title)")
      recorded += "\n# \(one.title)\n" + one.lines.map { "| \($0)\n" }.joined() + told.map { "\($0)\n" }.joined()
    }
    if ProcessInfo.processInfo.environment["EDUSH_RECORD"] == "1", recorded != text {
      try recorded.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  @Test(
    "The built-in manifests are valid", arguments: ["codementor", "coderpad", "coursepath", "coursio", "tutrex"])
  func embeddedAreWhole(name: String) throws {
    let file = BuiltProgram.checkout.appending(path: "Sources/Providers/Manifests/\(name).jq").path()
    let folder = try TemporaryFolder()
    let result = try edush(["provider", "check", file], in: folder.url)
    #expect(result.status == 0 && result.output.isEmpty && result.error.isEmpty, "\(result.output)\(result.error)")
  }
}

/// A manifest and its errors.
struct ManifestFaults {
  var title: String
  var lines: [String]
  /// `line:column severity message`, and `? hint`.
  var faults: [String]

  var manifest: String { lines.joined(separator: "\n") + "\n" }

  static func cases(in spec: String) -> [ManifestFaults] {
    spec.split(separator: "\n\n").dropFirst().map { block in
      let lines = block.split(separator: "\n").map(String.init)
      let text = lines.filter { $0.hasPrefix("|") }.map { String($0.dropFirst(2)) }
      return ManifestFaults(
        title: String(lines[0].dropFirst(2)), lines: text, faults: lines.dropFirst().filter { !$0.hasPrefix("|") })
    }
  }

  /// The findings of `--format json` as written in the file.
  static func told(_ findings: Value) throws -> [String] {
    (findings.array ?? []).flatMap { finding -> [String] in
      let place = finding["line"]?.int.map { "\($0):\(finding["column"]?.int ?? 0)" } ?? "-"
      let head = "\(place) \(finding["severity"]?.string ?? "") \(finding["message"]?.string ?? "")"
      return [head] + (finding["hint"]?.string.map { ["? \($0)"] } ?? [])
    }
  }
}
