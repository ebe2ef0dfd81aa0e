import Testing

@testable import HTTP

/// The state of a token bucket, on its own clock.
@Suite struct RateBucketTests {
  private let rate: Rate

  init() throws {
    rate = try #require(Rate(parsing: "4/s"))
  }

  /// The times of tokens that are all requested at once.
  private func times(_ count: Int, _ bucket: inout RateBucket, _ rate: Rate, now: Double) -> [RateBucket.Turn] {
    (0..<count).map { _ in bucket.take(rate, now: now) }
  }

  @Test(arguments: [("5/s", 5.0), ("0.5/s", 0.5), ("300/m", 5), ("1800/h", 0.5), ("1/h", 1.0 / 3600)])
  func `A rate is a number per second, minute or hour`(text: String, perSecond: Double) {
    #expect(Rate(parsing: text)?.perSecond == perSecond)
  }

  @Test(arguments: [
    "", "5", "5/", "/s", "5/d", "-1/s", "0/s", "1e3/s", "5/s/s", "5 /s", "nan/s", ".", "./s", "1000000/s",
  ])
  func `Anything else is not`(text: String) {
    #expect(Rate(parsing: text) == nil)
  }

  @Test func `A new bucket issues tokens one at a time`() {
    var bucket = RateBucket()
    #expect(times(3, &bucket, rate, now: 100) == [.token(at: 100), .token(at: 100.25), .token(at: 100.5)])
  }

  @Test func `After a pause one second's worth is sent at once, then one at a time`() {
    var bucket = RateBucket(nextFree: 50)
    #expect(
      times(8, &bucket, rate, now: 100) == [
        .token(at: 100), .token(at: 100), .token(at: 100), .token(at: 100), .token(at: 100.25), .token(at: 100.5),
        .token(at: 100.75), .token(at: 101),
      ])
    #expect(bucket.take(rate, now: 100) == .later(100.25, free: 101.25))
    // At most one second's worth of unused tokens is saved.
    #expect(times(5, &bucket, rate, now: 200).suffix(2) == [.token(at: 200), .token(at: 200.25)])
  }

  @Test func `A slow rate lets one request through at once`() throws {
    let rate = try #require(Rate(parsing: "1/m"))
    var bucket = RateBucket()
    #expect(bucket.take(rate, now: 100) == .token(at: 100))
    #expect(bucket.take(rate, now: 100) == .later(159, free: 160))
    // The same holds for tokens left by a process that was killed.
    #expect(bucket.take(rate, now: 159) == .token(at: 160))
    #expect(bucket.take(rate, now: 400) == .token(at: 400))
  }

  @Test func `A clock set back, or a time far in the future, blocks nothing`() {
    var bucket = RateBucket()
    _ = times(20, &bucket, rate, now: 1_000_000)
    #expect(bucket.take(rate, now: 100) == .token(at: 100))
    bucket = RateBucket(closedUntil: 9e9, nextFree: 9e9, share: 77, narrowedAt: 9e9)
    #expect(bucket.take(rate, now: 100) == .token(at: 100))
    #expect(bucket.share == 1)
  }

  @Test func `A closed bucket issues nothing until it opens, and then at the usual rate`() {
    var bucket = RateBucket()
    _ = bucket.take(rate, now: 100)
    bucket.close(for: 30, sentAt: 100, now: 101)
    #expect(bucket.take(rate, now: 110) == .later(131, free: 131))
    // A shorter time does not open it.
    bucket.close(for: 2, sentAt: 100, now: 111)
    #expect(bucket.closure(now: 130) == 131)
    // Half the rate, nothing saved.
    #expect(times(3, &bucket, rate, now: 131) == [.token(at: 131), .token(at: 131.5), .token(at: 132)])
  }

  @Test func `A short closure does not issue tokens twice`() {
    var bucket = RateBucket()
    _ = times(8, &bucket, rate, now: 100)
    bucket.close(for: 0.1, sentAt: 0, now: 100)
    #expect(bucket.take(rate, now: 100.5) == .token(at: 101.25))
  }

  @Test func `A server can close it for an hour at most`() {
    var bucket = RateBucket()
    bucket.close(for: .infinity, sentAt: 100, now: 100)
    #expect(bucket.closure(now: 101) == 3700)
    #expect(bucket.closure(now: 3700) == nil)
  }

  @Test func `Refusals of concurrent requests lower the rate once; success raises it`() {
    var bucket = RateBucket()
    for _ in 0..<16 { bucket.close(for: nil, sentAt: 100, now: 101) }
    #expect(bucket.share == 0.5)
    bucket.widen(rate, sentAt: 100.5)
    #expect(bucket.share == 0.5)
    for _ in 0..<4 { bucket.widen(rate, sentAt: 102) }
    #expect(abs(bucket.share - 0.6) < 1e-9)
    for _ in 0..<100 { bucket.widen(rate, sentAt: 103) }
    #expect(bucket.share == 1)
    for number in 0..<100 { bucket.close(for: nil, sentAt: 200 + Double(number), now: 200.5 + Double(number)) }
    #expect(bucket.share == 1.0 / 16)
  }

  @Test func `The last token can be returned`() {
    var bucket = RateBucket()
    let turns = times(3, &bucket, rate, now: 100)
    #expect(turns.last == .token(at: 100.5))
    bucket.giveBack(tokenAt: 100.25, rate)
    #expect(bucket.nextFree == 100.75)
    bucket.giveBack(tokenAt: 100.5, rate)
    #expect(bucket.take(rate, now: 100) == .token(at: 100.5))
  }
}
