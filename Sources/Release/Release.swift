/// The release of this program.
public enum Release {
  /// The version, such as `0.1.0`.
  public static let version = "0.1.0"

  /// The first digits of the commit; nil if neither git nor a source archive provided it.
  public static var commit: String? { embeddedCommit }

  /// The version with the commit, such as `0.1.0 (7b0679d45c12)`.
  public static var description: String { version + (commit.map { " (\($0))" } ?? "") }
}
