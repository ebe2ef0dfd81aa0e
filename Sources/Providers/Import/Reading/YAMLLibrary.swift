import CYAML

/// The installed libyaml.
public enum YAMLLibrary {
  /// The version, such as `0.2.5`; nil if it is not installed.
  public static var version: String? { cyaml_version().map { String(cString: $0) } }
}
