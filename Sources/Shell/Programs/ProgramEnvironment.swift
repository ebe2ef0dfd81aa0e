import Glibc

/// The environment for programs started by edush: its own, without credentials.
struct ProgramEnvironment: Sendable {
  /// The variables of edush that do not contain credentials; URLs end in `_URL`.
  private static let open: Set = ["EDUSH_HOME", "EDUSH_READ_ONLY", "EDUSH_MEMORY_LIMIT"]

  private let entries: [String]

  /// - Parameter others: the names of further credentials from manifests, besides `EDUSH_<PROVIDER>_<CREDENTIAL>`.
  init(_ variables: [(name: String, value: String)], withholding others: Set<String> = []) {
    entries = Self.withoutCredentials(variables, withholding: others).map { "\($0.name)=\($0.value)" }
  }

  /// The variables that programs and scripts may see.
  static func withoutCredentials(
    _ variables: [(name: String, value: String)], withholding others: Set<String>
  ) -> [(name: String, value: String)] {
    variables.filter { !isCredential($0.name) && !others.contains($0.name) }
  }

  /// Whether a variable contains or may contain a credential of edush.
  static func isCredential(_ name: String) -> Bool {
    name.hasPrefix("EDUSH_") && !open.contains(name) && !name.hasSuffix("_URL")
  }

  /// Passes the entries to C, as an array terminated by nil.
  func withCEntries<Result>(_ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result) -> Result {
    var entries = entries.map { strdup($0) } + [nil]
    defer { for entry in entries { free(entry) } }
    return entries.withUnsafeMutableBufferPointer { buffer in
      // The base address exists, since the array contains at least nil.
      buffer.baseAddress.map(body) ?? body(environ)
    }
  }
}
