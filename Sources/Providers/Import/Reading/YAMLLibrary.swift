import CYAML

/// libyaml, as it is installed.
public enum YAMLLibrary {
  /// Its version, like `0.2.5`; nil where it is not installed.
  public static var version: String? { cyaml_version().map { String(cString: $0) } }
}
