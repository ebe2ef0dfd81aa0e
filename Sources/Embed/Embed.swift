import Foundation

/// `embed OUTPUT.swift FILE…`: writes a Swift source that holds the text of each file under its name.
@main
struct Embed {
  static func main() throws {
    let output = CommandLine.arguments[1]
    var source = """
      /// The provider manifests of `Manifests/`, embedded by the build: name and text.
      let embeddedManifests: [(name: String, text: String)] = [

      """
    for path in CommandLine.arguments.dropFirst(2) {
      let file = URL(filePath: path)
      let text = try String(contentsOf: file, encoding: .utf8)
      let name = file.deletingPathExtension().lastPathComponent
      source += "(\n  name: \"\(name)\",\n  text: ####\"\"\"\n\(text)\n\"\"\"####\n),\n"
    }
    try (source + "]\n").write(toFile: output, atomically: true, encoding: .utf8)
  }
}
