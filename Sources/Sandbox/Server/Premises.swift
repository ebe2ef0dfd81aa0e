import NIOCore

/// What the simulated APIs share: the store, the clock and the settings.
final class Premises {
  let configuration: SandboxConfiguration
  let credentials: SandboxCredentials
  let store: Store
  let webhooks: Webhooks
  /// `http://127.0.0.1:PORT` once the port is known.
  var origin = ""

  init(configuration: SandboxConfiguration, credentials: SandboxCredentials, loop: any EventLoop) throws {
    self.configuration = configuration
    self.credentials = credentials
    store = try Store(path: configuration.dataFile)
    webhooks = try Webhooks(configuration, credentials, loop: loop)
  }

  /// The seconds since 1970.
  var now: Double { configuration.clock() }

  /// Now as the APIs print it, to the second and in UTC.
  var timestamp: String { Timestamp.text(Int(now)) }

  /// Now to the millisecond, as CoderPad documents its times.
  var preciseTimestamp: String { Timestamp.precise(now) }

  /// How many of a thing to generate where `usual` is right for a size of 100; sizes end at 100,000.
  func volume(_ usual: Int) -> Int {
    (usual * min(max(0, configuration.size), 100_000) + 99) / 100
  }

  /// The random numbers of one purpose; equal for equal seeds.
  func random(_ purpose: String) -> RandomSource { RandomSource(seed: configuration.seed, purpose: purpose) }

  /// Random numbers for the next new thing of a kind, different each time and equal for equal histories.
  func randomForNew(_ kind: String) throws -> RandomSource {
    random("\(kind) \(try store.next("created \(kind)", from: 1))")
  }
}
