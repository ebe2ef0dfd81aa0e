import Foundation
import PackagePlugin

/// Generates a Swift source file from all `.jq` files of `Manifests/` in the target that uses the plugin.
@main
struct EmbedManifests: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Manifests")
    let manifests = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "jq" }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedManifests.swift")
    return [
      .buildCommand(
        displayName: "Embedding the provider manifests", executable: try context.tool(named: "embed").url,
        arguments: ["manifests", output.path()] + manifests.map { $0.path() }, inputFiles: manifests,
        outputFiles: [output])
    ]
  }
}
