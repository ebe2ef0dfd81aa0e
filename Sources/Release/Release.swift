/// The release that this program is.
public enum Release {
  /// The version, like `0.1.0`.
  public static let version = "0.1.0"

  /// The first digits of the commit that was built; nil where neither git nor a source archive could tell.
  public static var commit: String? { embeddedCommit }

  /// Both, like `0.1.0 (7b0679d45c12)`.
  public static var description: String { version + (commit.map { " (\($0))" } ?? "") }
}
