import Foundation
import Testing

/// Tables that `save` writes row by row.
@Suite struct LargeTableTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.url.appending(path: name)), as: UTF8.self)
  }

  @Test("The rows of a table are not kept in memory, even if a column appears late", arguments: ["csv", "tsv"])
  func large(format: String) throws {
    let script = """
      save (range(10000) | {n: ., text: ("x" * 4000)} | if .n == 9999 then .late = true end) to "t.\(format)"
      read_text("/proc/self/status") | capture("VmHWM:\\\\s*(?<peak>[0-9]+)").peak | tonumber
      """
    let result = try edush(["-c", script], in: folder.url)
    // Its rows alone are 40 MB.
    let peak = try #require(Int(result.output.dropLast()), "\(result.error)")
    #expect(peak < 70_000, "\(peak) kB")
    let separator = format == "csv" ? "," : "\t"
    let text = String(repeating: "x", count: 4000)
    let table = try self.text("t.\(format)")
    #expect(table.hasPrefix(["n", "text", "late\n0", text, "\n1"].joined(separator: separator)))
    #expect(table.hasSuffix("\n" + ["9999", text, "true\n"].joined(separator: separator)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["t.\(format)"])
  }

  @Test("If a row cannot be computed, the old file stays") func failing() throws {
    try "old\n".write(to: folder.url.appending(path: "t.csv"), atomically: true, encoding: .utf8)
    let script = #"save (range(9000) | {n: (if . == 8999 then error("no") else "x" * 100 end)}) to "t.csv""#
    let result = try edush(["-c", script], in: folder.url)
    #expect(result.status == 1 && result.error.contains("error: no"), "\(result.error)")
    #expect(try text("t.csv") == "old\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["t.csv"])
  }

  @Test("A table can replace the file that its rows come from, and can be written to a pipe") func places() throws {
    let script = #"""
      mkfifo pipe.csv; cat pipe.csv &
      edush -c 'save (range(9000) | {n: ., text: ("x" * 20)}) to "t.csv"
      save (read_csv("t.csv") | {n}) to "t.csv"
      save (read_csv("t.csv") | .n |= tonumber | select(.n < 2)) to "pipe.csv"'; wait
      """#
    let result = try runShell(script, in: folder.url)
    #expect(result.output == "n\n0\n1\n", "\(result.error)")
    #expect(try text("t.csv").hasPrefix("n\n0\n1\n2\n"))
  }
}
