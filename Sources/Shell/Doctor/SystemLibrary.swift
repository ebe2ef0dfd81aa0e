import HTTP
import Hashing
import Providers
import Query
import Storage
import Terminal

/// A system library that edush loads on first use.
struct SystemLibrary {
  var name: String
  /// nil if it is not installed.
  var version: String?
  /// The consequence if it is missing.
  var purpose: String
  /// Whether most of edush requires it.
  var isEssential: Bool
  /// The package on Debian and Ubuntu.
  var package: String
}

extension SystemLibrary {
  /// All libraries; loads each of them.
  static var all: [SystemLibrary] {
    [
      SystemLibrary(
        name: "libcurl", version: curl, purpose: "no request can be sent", isEssential: true, package: "libcurl4"),
      SystemLibrary(
        name: "SQLite", version: Database.libraryVersion, purpose: "runs cannot be kept", isEssential: true,
        package: "libsqlite3-0"),
      SystemLibrary(
        name: "libcrypto", version: HashFunction.libraryVersion.map { $0.withoutPrefix("OpenSSL ") },
        purpose: "signatures and tokens cannot be computed", isEssential: true, package: "libssl3"),
      SystemLibrary(
        name: "Oniguruma", version: RegexLibrary.version, purpose: "regular expressions do not work",
        isEssential: false, package: "libonig5"),
      SystemLibrary(
        name: "libedit", version: EditingLibrary.version, purpose: "the prompt reads plain lines", isEssential: false,
        package: "libedit2"),
      SystemLibrary(
        name: "libyaml", version: YAMLLibrary.version, purpose: "only JSON descriptions can be imported",
        isEssential: false, package: "libyaml-0-2"),
    ]
  }

  /// The version of libcurl, including the libraries that it uses.
  private static var curl: String? {
    guard let library = try? CurlClient.library() else { return nil }
    return library.withoutPrefix("libcurl/")
  }

  var observation: Observation {
    guard let version else {
      return Observation(
        topic: "program", subject: name, state: isEssential ? .error : .warning, detail: "not installed: \(purpose)",
        advice: "apt install \(package)")
    }
    return Observation(topic: "program", subject: name, state: .ok, detail: version.isEmpty ? "installed" : version)
  }
}

extension String {
  fileprivate func withoutPrefix(_ prefix: String) -> String {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
  }
}
