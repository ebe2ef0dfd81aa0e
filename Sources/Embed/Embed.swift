import Foundation

/// `embed manifests OUTPUT.swift FILE…` and `embed commit OUTPUT.swift PACKAGE ARCHIVED`: generate a Swift source file
/// with the data to embed.
@main
struct Embed {
  struct Usage: Error {}

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    guard let output = words.dropFirst().first else { throw Usage() }
    let files = words.dropFirst(2).map { URL(filePath: $0) }
    let source =
      switch (words.first, files.count) {
      case ("manifests", _): try source(of: files)
      case ("commit", 2): source(of: Commit(package: files[0], archived: files[1]))
      default: throw Usage()
      }
    try source.write(toFile: output, atomically: true, encoding: .utf8)
  }

  /// Generates the constant with the name and text of each file.
  private static func source(of manifests: [URL]) throws -> String {
    var source = """
      /// The provider manifests of `Manifests/`, embedded by the build: name and text.
      let embeddedManifests: [(name: String, text: String)] = [

      """
    for file in manifests {
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = file.deletingPathExtension().lastPathComponent
      source += "(\n  name: \"\(name)\",\n  text: ####\"\"\"\n\(text)\n\"\"\"####\n),\n"
    }
    return source + "]\n"
  }

  private static func source(of commit: Commit) -> String {
    """
    /// The commit that was built, embedded by the build.
    let embeddedCommit: String? = \(commit.digits.map { "\"\($0)\"" } ?? "nil")

    """
  }
}
