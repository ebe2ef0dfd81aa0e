/// Where a started sandbox answers.
public struct SandboxAddresses: Sendable, Hashable {
  /// The port on 127.0.0.1.
  public let port: Int

  /// `http://127.0.0.1:PORT`, without a path.
  public var origin: String { "http://127.0.0.1:\(port)" }
  public var codementor: String { origin + CodementorAPI.mount }
  public var coderpad: String { origin + CoderPadAPI.mount }
  public var tutrex: String { origin + TutrexAPI.mount }
  public var coursepath: String { origin + CoursepathAPI.mount }
  public var coursio: String { origin + CoursioAPI.mount }

  /// The base URLs with their providers' names, for `EDUSH_<PROVIDER>_URL`.
  public var baseURLs: [(provider: String, url: String)] {
    [
      (CodementorAPI.name, codementor), (CoderPadAPI.name, coderpad), (TutrexAPI.name, tutrex),
      (CoursepathAPI.name, coursepath), (CoursioAPI.name, coursio),
    ]
  }
}
