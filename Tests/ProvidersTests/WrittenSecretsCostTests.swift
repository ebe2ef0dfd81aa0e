import Glibc
import Testing

@testable import Providers

/// The search for secrets in a text is linear, however deeply its brackets are nested.
@Suite struct WrittenSecretsCostTests {
  @Test(arguments: [
    "(", "[", #"{"a":"#, #"{token: "x", token: {"#, "login a data: {b: ", #""\("#, "token: f.g ", "token: (.x + ",
    #""token: x\(1)""#,
  ])
  func `Twice the text takes about twice the time`(opening: String) {
    let (short, long) = (seconds(of: opening, 2000), seconds(of: opening, 16_000))
    #expect(long < max(short, 0.002) * 8 * 4, "\(opening): \(short) s, eight times the text \(long) s")
  }

  /// The least CPU seconds of three tries.
  private func seconds(of opening: String, _ count: Int) -> Double {
    let text = String(repeating: opening, count: count) + "1"
    return (0..<3).map { _ in
      let before = threadSeconds()
      _ = WrittenSecrets(in: text)
      return threadSeconds() - before
    }.min() ?? 0
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
