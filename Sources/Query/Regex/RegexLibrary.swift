import COniguruma

/// Oniguruma, as it is installed.
public enum RegexLibrary {
  /// Its version, like `6.9.8`; nil where it is not installed.
  public static var version: String? { conig_version().map { String(cString: $0) } }
}
