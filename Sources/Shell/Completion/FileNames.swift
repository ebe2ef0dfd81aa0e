import Glibc

/// Completes the paths of files and folders.
enum FileNames {
  /// The maximum number of names, for usability and speed.
  private static let limit = 500

  /// The paths that begin with a prefix; folders end with a slash. Hidden files are only included if the prefix
  /// requests them. `~/` is expanded to the home directory.
  static func beginning(_ path: String) -> [String] {
    let home = getenv("HOME").map { String(cString: $0) }
    let path = path.hasPrefix("~/") ? (home ?? "") + path.dropFirst() : path
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let listing = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(listing) }
    var found: [String] = []
    while let entry = readdir(listing), found.count < limit {
      let entryName = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard entryName.hasPrefix(name), entryName != ".", entryName != "..",
        !entryName.hasPrefix(".") || name.hasPrefix(".")
      else { continue }
      var status = stat()
      let isFolder = stat(folder + entryName, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      found.append(folder + entryName + (isFolder ? "/" : ""))
    }
    return found.sorted()
  }

  /// The modules among the paths, as named in `import`.
  static func modules(beginning path: String) -> [String] {
    beginning(path).compactMap { file in
      if file.hasSuffix("/") { return file }
      return [".eduscript", ".jq"].first { file.hasSuffix($0) }.map {
        String(file.dropLast($0.count))
      }
    }
  }
}
