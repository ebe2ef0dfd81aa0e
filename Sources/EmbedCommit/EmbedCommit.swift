import Foundation
import PackagePlugin

/// Generates the constant `embeddedCommit` for a target; runs again when the checkout moves to another commit.
@main
struct EmbedCommit: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    let archived = target.directoryURL.appending(path: "commit")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCommit.swift")
    // git appends a line to the log of HEAD at every commit and checkout.
    let watched = [archived, package.appending(path: ".git/logs/HEAD")]
      .filter { FileManager.default.fileExists(atPath: $0.path()) }
    return [
      .buildCommand(
        displayName: "Embedding the commit", executable: try context.tool(named: "embed").url,
        arguments: ["commit", output.path(), package.path(), archived.path()], inputFiles: watched,
        outputFiles: [output])
    ]
  }
}
