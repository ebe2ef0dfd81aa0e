import Foundation
import Glibc
import JSON
import Testing

/// `--report` and `--outcome` of a run, including one that ends early.
@Suite(.serialized)
struct RunReportTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.url.appending(path: name), encoding: .utf8)) ?? ""
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
  }

  private static let script = """
    for row in read_csv("rows.csv") by .key {
      coursepath.members.create(email: "\\($row.key)@example.com") | empty
      assert $row.key != "c", "c is wrong"
    }
    """

  @Test(arguments: [[], ["--no-journal"]])
  func `Reports agree with the run, and the outcome contains the rows that were left`(options: [String]) throws {
    try write("key,name\na,Ada\nb,Grace\nc,Joan\nd,Mary\n", to: "rows.csv")
    try write(Self.script, to: "batch.eduscript")
    let sandbox = try SandboxProcess()
    let reports = ["json:r.json", "junit:r.xml", "tap:r.tap", "csv:r.csv", "html:r.html"]
    let result = try edush(
      ["run"] + options + reports.flatMap { ["--report", $0] } + ["--outcome", "o.csv", "batch.eduscript"],
      in: folder.url, environment: sandbox.variables)
    #expect(result.status == 6, "\(result.error)")
    let report = try Value.parse(text("r.json"))
    #expect(report["counts"]?["done"] == 2 && report["counts"]?["failed"] == 1 && report["counts"]?["left"] == 1)
    #expect(report["edush"] != nil && report["assertions"]?.array?.last?["passed"] == false)
    #expect(report["run"] == (options.isEmpty ? 1 : .null))
    #expect(text("r.xml").contains("<failure") && text("r.tap").contains("not ok"))
    #expect(text("r.csv").split(whereSeparator: \.isNewline).count == 4, "\(text("r.csv"))")
    #expect(text("r.html").contains("<!doctype html>") || text("r.html").contains("<!DOCTYPE html>"))
    let outcome = text("o.csv").split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(outcome.first?.prefix(3) == ["key", "name", "edush_status"])
    #expect(outcome.dropFirst().map { $0[2] } == ["done", "done", "failed", "left"], "\(text("o.csv"))")
  }

  @Test func `A run that is ended by a signal writes its reports`() throws {
    try write("key,name\na,Ada\nb,Grace\n", to: "rows.csv")
    try write(Self.script, to: "batch.eduscript")
    let sandbox = try SandboxProcess(arguments: ["--fault", "coursepath.members.create:hang"])
    let process = try WatchedProcess(
      ["run", "--report", "json:r.json", "--outcome", "o.csv", "batch.eduscript"], in: folder.url,
      environment: sandbox.variables)
    #expect(try process.wait { _ in try !sandbox.requests().isEmpty }, "\(process.errors)")
    #expect(WatchedProcess.exitCode(process.end(by: SIGTERM).status) == 143, "\(process.errors)")
    #expect(process.errors.contains("run 1: "), "\(process.errors)")
    let report = try Value.parse(text("r.json"))
    #expect(report["state"] == "interrupted" && report["rows"]?.array?.first?["state"] == "in_doubt")
    #expect(text("o.csv").contains("a,Ada,in_doubt") && text("o.csv").contains("b,Grace,left"), "\(text("o.csv"))")
  }

  @Test(
    "An invalid report is refused before anything runs",
    arguments: ["pdf:x", "json", "json:", "json:.edush/credentials"])
  func refused(report: String) throws {
    let result = try edush(["run", "--report", report, "-"], in: folder.url, input: "print 1")
    #expect(result.status == 2 && result.output.isEmpty, "\(result.error)")
  }
}
