import Glibc

/// Resolves the links in a path, even if the file does not exist yet.
enum RealPath {
  static func of(_ path: String) -> String {
    var head = path.isEmpty ? "." : path
    var missing: [String] = []
    // Each iteration follows a link or removes a path component.
    for _ in 0..<4096 {
      if let real = existing(head) {
        return missing.isEmpty ? real : (real == "/" ? "" : real) + "/" + missing.reversed().joined(separator: "/")
      }
      if let link = target(ofLink: head) {
        head = link.hasPrefix("/") ? link : folder(of: head) + "/" + link
        continue
      }
      missing.append(head.split(separator: "/").last.map(String.init) ?? "")
      head = folder(of: head)
    }
    return path
  }

  private static func existing(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count - 1)
    return length > 0 ? String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  private static func folder(of path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true)
    _ = parts.popLast()
    let folder = parts.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + folder }
    return folder.isEmpty ? "." : folder
  }
}

extension String {
  /// Whether a real path is a folder or inside it.
  func isWithin(_ folder: String) -> Bool { self == folder || folder == "/" || hasPrefix(folder + "/") }
}
