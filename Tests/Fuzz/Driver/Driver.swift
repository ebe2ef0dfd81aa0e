import Glibc

/// The fuzzer's entry point: EDUSH_FUZZ_TARGET selects the target for the bytes. A finding ends the process, and the fuzzer
/// keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try target.check(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    say("finding: \(error)")
    abort()
  }
  return 0
}

private let target: FuzzTarget = {
  let name = getenv("EDUSH_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    say("fuzz: unknown target `\(name)`")
    exit(2)
  }
  return target
}()

private func say(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
