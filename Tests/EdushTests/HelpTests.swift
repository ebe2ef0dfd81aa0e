import Foundation
import Query
import Script
import Testing

@testable import Shell

/// Help covers everything there is, and its examples run.
struct HelpTests {
  @Test("The example of a statement runs", arguments: HelpText.statements.map(\.name))
  func exampleRuns(name: String) throws {
    let statement = try #require(HelpText.statements.first { $0.name == name })
    let folder = try TemporaryFolder()
    try "def f: 1;\n".write(to: folder.url.appending(path: "a.jq"), atomically: true, encoding: .utf8)
    try statement.example.write(to: folder.url.appending(path: "x.eduscript"), atomically: true, encoding: .utf8)
    let result = try runShell("edush --sandbox --yes run x.eduscript", in: folder.url)
    #expect(result.status == 0, "\(statement.example)\n\(result.error)")
  }

  @Test("The suggestions of the sandbox's prompt work")
  func welcomeWorks() throws {
    let folder = try TemporaryFolder()
    let text = Welcome.lines.dropLast().joined(separator: "\n")
    let result = try runShell("edush --sandbox -c '\(text)'", in: folder.url)
    #expect(result.status == 0, "\(result.error)")
    let description = try runShell("edush --sandbox \(Welcome.lines.last ?? "")", in: folder.url)
    #expect(description.output.contains("create"), "\(description.error)")
  }

  @Test("The list of prompt commands is complete, and contains nothing else")
  func commandsAreWords() {
    #expect(Set(Words.commands.map(\.name)) == Set(PromptCommand.all.map(\.name)))
  }

  @Test("Every statement has help", arguments: Words.statements)
  func statementHasHelp(name: String) {
    #expect(HelpText.text(about: name) != nil)
  }

  @Test(
    "Help covers the words around calls, and exchanges", arguments: ["each", "pages", "@last"])
  func callsHaveHelp(name: String) {
    #expect(HelpText.text(about: name)?.contains(name) == true)
  }

  @Test(
    "Help covers the configuration, the policy, profiles and credentials",
    arguments: [
      ("config", "credential_command"), ("policy", "--read-only"), ("profiles", "coderpad@old"),
      ("credentials", "EDUSH_<PROVIDER>"),
    ])
  func configurationHasHelp(topic: String, said: String) {
    #expect(HelpText.text(about: topic)?.contains(said) == true)
    #expect(HelpText.topics.contains(topic))
  }

  @Test("Help covers every command", arguments: PromptCommand.all.map(\.name))
  func commandHasHelp(name: String) throws {
    let text = try #require(HelpText.text(about: name))
    #expect(text.contains(name))
    #expect(PromptCommand.all.first { $0.name == name }?.summary.isEmpty == false)
  }
}
