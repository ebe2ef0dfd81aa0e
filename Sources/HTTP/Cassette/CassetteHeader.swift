import Calendar
import JSON

/// The first line of a cassette: `{"cassette":1,"edush":…,"started_at":…,"seed":…}`.
struct CassetteHeader: Sendable {
  /// The version of the format.
  static let version = 1

  /// The version of edush that made the recording.
  var program: String
  /// Unix seconds.
  var startedAt: Double
  /// The seed for the random numbers of its units.
  var seed: UInt64

  init(program: String, startedAt: Double, seed: UInt64) {
    self.program = program
    self.startedAt = startedAt
    self.seed = seed
  }

  var value: Value {
    [
      "cassette": Value(Self.version), "edush": Value(program), "started_at": Value(ISOTime.text(startedAt)),
      "time": Value(startedAt), "seed": Value(String(seed, radix: 16)),
    ]
  }

  init(_ value: Value) throws(CassetteFault) {
    guard let object = value.object, let version = object["cassette"]?.int else {
      throw CassetteFault("not a cassette", hint: "--record writes one")
    }
    guard version == Self.version else {
      throw CassetteFault("a cassette of version \(version)", hint: "this edush reads version \(Self.version)")
    }
    guard let seed = object["seed"]?.string.flatMap({ UInt64($0, radix: 16) }), let time = object["time"]?.double
    else { throw CassetteFault("the first line has no `seed` or `time`") }
    self.init(program: object["edush"]?.string ?? "", startedAt: time, seed: seed)
  }
}
