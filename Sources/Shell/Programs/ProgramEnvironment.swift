import Glibc

/// The environment of programs that edush starts: its own, without the credentials in it.
struct ProgramEnvironment: Sendable {
  /// Variables of edush that hold no credential; addresses end in `_URL`.
  private static let open: Set = ["EDUSH_HOME", "EDUSH_READ_ONLY", "EDUSH_MEMORY_LIMIT"]

  private let entries: [String]

  /// - Parameter others: the names of credentials beyond `EDUSH_<PROVIDER>_<CREDENTIAL>`, as manifests give them.
  init(_ variables: [(name: String, value: String)], withholding others: Set<String> = []) {
    entries = Self.withoutCredentials(variables, withholding: others).map { "\($0.name)=\($0.value)" }
  }

  /// The variables that programs and scripts may see.
  static func withoutCredentials(
    _ variables: [(name: String, value: String)], withholding others: Set<String>
  ) -> [(name: String, value: String)] {
    variables.filter { !isCredential($0.name) && !others.contains($0.name) }
  }

  /// Whether a variable holds, or may hold, a credential of edush.
  static func isCredential(_ name: String) -> Bool {
    name.hasPrefix("EDUSH_") && !open.contains(name) && !name.hasSuffix("_URL")
  }

  /// Gives the entries as C has them.
  func withCEntries<Result>(_ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result) -> Result {
    var entries = entries.map { strdup($0) } + [nil]
    defer { for entry in entries { free(entry) } }
    return entries.withUnsafeMutableBufferPointer { buffer in
      // An array that ends with nil is never empty.
      buffer.baseAddress.map(body) ?? body(environ)
    }
  }
}
