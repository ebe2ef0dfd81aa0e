import Glibc
import Providers

/// The folder with the user's manifests, `*.jq`.
struct ManifestFolder: Sendable {
  let path: String

  /// The paths of the manifests, sorted.
  var files: [String] {
    guard let listing = opendir(path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".jq"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().map { path + "/" + $0 }
  }

  /// The manifests. Only their names are read now; texts are read when needed.
  var sources: [ManifestSource] {
    files.map { file in
      ManifestSource(name: Self.provider(of: file)) {
        try? LocalFile.contents(of: file, .regular)
      }
    }
  }

  /// The provider that a manifest describes: its file name without `.jq`.
  static func provider(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".jq") ? String(name.dropLast(3)) : name
  }
}
