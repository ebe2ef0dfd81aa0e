import Glibc

/// Zeros, compressed by `gzip`.
enum GzipBomb {
  static func megabytes(_ count: Int) throws -> [UInt8] {
    let path = temporaryFolder() + "/zeros.gz"
    var status: Int32 = 0
    let packer = try ServerProcess.start("sh", ["-c", "head -c \(count << 20) /dev/zero | gzip -9 >\(path)"])
    waitpid(packer, &status, 0)
    guard status == 0, let file = fopen(path, "r") else { throw ServerError() }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }
}
