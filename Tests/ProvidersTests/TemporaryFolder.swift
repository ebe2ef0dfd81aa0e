import Glibc

/// A folder that is removed with its last owner.
final class TemporaryFolder: Sendable {
  let path = "/tmp/edush-providers-\(getpid())-\(UInt64.random(in: 0 ... .max))"

  deinit {
    if let listing = opendir(path) {
      while let entry = readdir(listing) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        unlink(path + "/" + name)
      }
      closedir(listing)
    }
    rmdir(path)
  }
}
