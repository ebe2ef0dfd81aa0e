/// The folders for configuration and state: `$EDUSH_HOME` for both, otherwise the XDG directories.
public struct Folders: Sendable {
  /// Contains `config.json`, `credentials`, `keyring`, `init.eduscript`, `providers/`.
  public let configuration: String
  /// Contains `history`, `journal.db`, `cache/` and the rate windows.
  public let state: String

  /// Determines the folders from the environment.
  public init(environment: (String) -> String?) {
    func value(_ name: String) -> String? {
      environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let home = value("EDUSH_HOME") {
      configuration = home
      state = home
      return
    }
    let home = value("HOME") ?? "/"
    configuration = (value("XDG_CONFIG_HOME") ?? home + "/.config") + "/edush"
    state = (value("XDG_STATE_HOME") ?? home + "/.local/state") + "/edush"
  }

  /// Folders without any files.
  static let none = Folders { name in name == "EDUSH_HOME" ? "/dev/null" : nil }

  /// The path of the credentials file.
  public var credentials: String { configuration + "/credentials" }
  /// The path of the index of the keyring.
  public var keyring: String { configuration + "/keyring" }
  /// The path of `config.json`.
  public var settings: String { configuration + "/config.json" }
  /// The path of the script that runs when the prompt starts.
  public var startScript: String { configuration + "/init.eduscript" }
  /// The path of the folder with the user's manifests.
  public var providers: String { configuration + "/providers" }
  /// The user's manifests.
  var manifests: ManifestFolder { ManifestFolder(path: providers) }
  /// The path of the history.
  public var history: String { state + "/history" }
  /// The path of the table columns chosen by the user.
  public var columns: String { state + "/columns.json" }
  /// The path of the run journal.
  public var journal: String { state + "/journal.db" }
  /// The path of the folder with ids for completion.
  public var cache: String { state + "/cache" }
  /// The path of the folder with rate windows and buckets.
  public var limits: String { state + "/limits" }
}
