import Foundation

/// The commit of a package: git's HEAD in a checkout, otherwise the commit that `git archive` wrote to a file.
struct Commit {
  /// The first twelve digits; nil if unknown.
  let digits: String?

  init(package: URL, archived: URL) {
    // Excludes a package that was unpacked inside another repository.
    let isCheckout = FileManager.default.fileExists(atPath: package.appending(path: ".git").path())
    let known = isCheckout ? Self.head(of: package) : try? String(contentsOf: archived, encoding: .utf8)
    let digits = known?.prefix(while: \.isHexDigit)
    self.digits = digits.flatMap { $0.count < 40 ? nil : String($0.prefix(12)) }
  }

  private static func head(of package: URL) -> String? {
    let git = Process()
    let output = Pipe()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", package.path(), "rev-parse", "HEAD"]
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
