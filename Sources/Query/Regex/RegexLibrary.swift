import COniguruma

/// The installed Oniguruma library.
public enum RegexLibrary {
  /// The version, such as `6.9.8`; nil if it is not installed.
  public static var version: String? { conig_version().map { String(cString: $0) } }
}
