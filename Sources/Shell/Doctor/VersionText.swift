public import Release

extension Release {
  /// The output of `--version`: the release, and the versions of the libraries in use.
  public static var text: String {
    let libraries = SystemLibrary.all
    let width = libraries.map(\.name.count).max() ?? 0
    let rows = libraries.map { library in
      let padding = String(repeating: " ", count: width - library.name.count)
      return "  \(library.name)\(padding)  \(library.observation.detail)"
    }
    return (["edush \(description)"] + rows).joined(separator: "\n")
  }
}
