import Foundation
import Testing

/// `scripts/install` with this build's program.
struct InstallTests {
  private let folder: TemporaryFolder
  private let script = BuiltProgram.checkout.appending(path: "scripts/install").path()

  init() throws { folder = try TemporaryFolder() }

  private func install(_ arguments: String) throws -> CommandResult {
    try runShell("\(script) \(arguments)", in: folder.url, environment: ["EDUSH_BIN": BuiltProgram.edush])
  }

  private func files() throws -> [String] {
    try runShell("find prefix -type f | sort", in: folder.url).output.split(separator: "\n").map(String.init)
  }

  @Test("The installed program runs, can be reinstalled, and is removed without a trace")
  func comesAndGoes() throws {
    let first = try install("prefix")
    #expect(first.status == 0, "\(first.error)")
    #expect(first.output.contains("export PATH=\"\(folder.url.path())/prefix/bin:$PATH\""), "\(first.output)")
    let installed = try files()
    for name in [
      "bin/edush", "share/man/man1/edush.1", "share/man/man1/edush-run.1", "share/zsh/site-functions/_edush",
      "share/bash-completion/completions/edush", "share/fish/vendor_completions.d/edush.fish",
    ] {
      #expect(installed.contains("prefix/" + name), "\(installed)")
    }
    #expect(try runShell("prefix/bin/edush -c '1 + 1'", in: folder.url).output == "2\n")
    try folder.write("", to: "prefix/bin/mine")
    try folder.write("", to: "prefix/share/man/man1/edush-old.1")
    try runShellExpectingSuccess("echo share/man/man1/edush-old.1 >>prefix/share/edush/installed")
    #expect(try install("prefix").status == 0)
    #expect(try files() == (installed + ["prefix/bin/mine"]).sorted())
    #expect(try install("--uninstall prefix").status == 0)
    #expect(try files() == ["prefix/bin/mine"])
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "prefix/share").path()))
    let again = try install("--uninstall prefix")
    #expect(again.status == 1 && again.error.contains("not installed"))
  }

  private func runShellExpectingSuccess(_ command: String) throws {
    #expect(try runShell(command, in: folder.url).status == 0)
  }

  @Test("If the folder is already on the PATH there is nothing to add")
  func onThePath() throws {
    let path = "\(folder.url.path())/prefix/bin"
    let result = try runShell(
      "PATH=$PATH:\(path) \(script) prefix", in: folder.url, environment: ["EDUSH_BIN": BuiltProgram.edush])
    #expect(result.status == 0 && !result.output.contains("export PATH"), "\(result.output)\(result.error)")
  }
}
