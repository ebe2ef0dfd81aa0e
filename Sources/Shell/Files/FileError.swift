import Glibc

/// A file error: the operation, the path and the system's reason.
struct FileError: Error, CustomStringConvertible {
  let description: String

  /// - Parameter code: `errno`.
  init(_ action: String, _ path: String, code: Int32) {
    description = "cannot \(action) \(path): \(Self.reason(code))"
  }

  init(_ action: String, _ path: String, reason: String) {
    description = "cannot \(action) \(path): \(reason)"
  }

  /// The system's description of an error number, for use inside a sentence.
  static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercasedFirst }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
