import NIOCore

/// The state shared by the simulated APIs: store, clock and configuration.
final class Premises {
  let configuration: SandboxConfiguration
  let credentials: SandboxCredentials
  let store: Store
  let webhooks: Webhooks
  /// `http://127.0.0.1:PORT`, once the port is known.
  var origin = ""

  init(configuration: SandboxConfiguration, credentials: SandboxCredentials, loop: any EventLoop) throws {
    self.configuration = configuration
    self.credentials = credentials
    store = try Store(path: configuration.dataFile)
    webhooks = try Webhooks(configuration, credentials, loop: loop)
  }

  /// The current time in Unix seconds.
  var now: Double { configuration.clock() }

  /// The current time as in the APIs' responses, in whole seconds and UTC.
  var timestamp: String { Timestamp.text(Int(now)) }

  /// The current time with milliseconds, as documented by CoderPad.
  var preciseTimestamp: String { Timestamp.precise(now) }

  /// The number of objects to generate, given the number for a size of 100; sizes are limited to 100,000.
  func volume(_ usual: Int) -> Int {
    (usual * min(max(0, configuration.size), 100_000) + 99) / 100
  }

  /// The random numbers for a purpose; equal for equal seeds.
  func random(_ purpose: String) -> RandomSource { RandomSource(seed: configuration.seed, purpose: purpose) }

  /// The random numbers for a new object of a kind; different each time, but equal for equal histories.
  func randomForNew(_ kind: String) throws -> RandomSource {
    random("\(kind) \(try store.next("created \(kind)", from: 1))")
  }
}
