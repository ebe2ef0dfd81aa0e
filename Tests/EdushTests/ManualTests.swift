import Foundation
import Testing

/// The manual pages that `scripts/manual` generates from the program's help.
struct ManualTests {
  private func pages() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let script = BuiltProgram.checkout.appending(path: "scripts/manual").path()
    let result = try runShell("\(script) \(BuiltProgram.edush) man", in: folder.url)
    #expect(result.status == 0, "\(result.error)")
    return folder
  }

  @Test("man formats every page without a warning")
  func pagesAreClean() throws {
    let folder = try pages()
    let result = try runShell(
      "for page in man/*.1; do MANWIDTH=80 man --warnings -E UTF-8 -l $page >/dev/null || exit; done", in: folder.url)
    #expect(result.status == 0)
    #expect(result.error == "")
  }

  @Test("Every command in the help has a page, with its options")
  func commandsHavePages() throws {
    let folder = try pages()
    let listed = try edush(["--help"], in: folder.url).output.matches(of: #/\n  ([a-z]+)\s/#).map { String($0.1) }
    #expect(listed.contains("run") && listed.contains("doctor"))
    for command in listed {
      #expect(try page("edush-\(command)", in: folder).contains("edush-\(command) - "), "\(command)")
    }
    #expect(try page("edush-run", in: folder).contains("--only-failed run"))
    let main = try page("edush", in: folder)
    for text in ["edush [OPTIONS] -c TEXT", "EDUSH_HOME", "journal.db", "--read-only", "edush-run(1)", "130, 143, 129"]
    {
      #expect(main.contains(text), "\(text)")
    }
  }

  private func page(_ name: String, in folder: TemporaryFolder) throws -> String {
    try runShell("MANWIDTH=200 man -E UTF-8 -l man/\(name).1", in: folder.url).output
  }
}
