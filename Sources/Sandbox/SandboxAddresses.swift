/// The addresses of a running sandbox.
public struct SandboxAddresses: Sendable, Hashable {
  /// The port on 127.0.0.1.
  public let port: Int

  /// The origin `http://127.0.0.1:PORT`, without a path.
  public var origin: String { "http://127.0.0.1:\(port)" }
  /// The base URL of Codementor's API.
  public var codementor: String { origin + CodementorAPI.mount }
  /// The base URL of CoderPad's API.
  public var coderpad: String { origin + CoderPadAPI.mount }
  /// The base URL of Tutrex's API.
  public var tutrex: String { origin + TutrexAPI.mount }
  /// The base URL of Coursepath's API.
  public var coursepath: String { origin + CoursepathAPI.mount }
  /// The base URL of Coursio's API.
  public var coursio: String { origin + CoursioAPI.mount }

  /// The base URLs by provider, for `EDUSH_<PROVIDER>_URL`.
  public var baseURLs: [(provider: String, url: String)] {
    [
      (CodementorAPI.name, codementor), (CoderPadAPI.name, coderpad), (TutrexAPI.name, tutrex),
      (CoursepathAPI.name, coursepath), (CoursioAPI.name, coursio),
    ]
  }
}
