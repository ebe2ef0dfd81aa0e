/// Where a started sandbox answers.
public struct SandboxAddresses: Sendable, Hashable {
  /// The port on 127.0.0.1.
  public let port: Int

  /// `http://127.0.0.1:PORT`, without a path.
  public var origin: String { "http://127.0.0.1:\(port)" }
  public var codementor: String { origin + "/codementor/api" }
  public var coderpad: String { origin + CoderPadAPI.mount }
  public var tutrex: String { origin + "/tutrex/api/v1" }
  public var coursepath: String { origin + "/coursepath/api/v1" }
  public var coursio: String { origin + "/coursio/api" }

  /// The base URLs with their providers' names, for `EDUSH_<PROVIDER>_URL`.
  public var baseURLs: [(provider: String, url: String)] {
    [
      ("codementor", codementor), (CoderPadAPI.name, coderpad), ("tutrex", tutrex),
      ("coursepath", coursepath), ("coursio", coursio),
    ]
  }
}
