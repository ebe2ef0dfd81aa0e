/// Where configuration and state lie: `$EDUSH_HOME` holds both, else the XDG folders.
public struct Folders: Sendable {
  /// `config.json`, `credentials`, `keyring`, `init.eduscript`, `providers/`.
  public let configuration: String
  /// `history`, `journal.db`, `cache/`, the rate windows.
  public let state: String

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

  /// Folders that hold nothing.
  static let none = Folders { name in name == "EDUSH_HOME" ? "/dev/null" : nil }

  public var credentials: String { configuration + "/credentials" }
  /// The names of what the keyring holds.
  public var keyring: String { configuration + "/keyring" }
  public var settings: String { configuration + "/config.json" }
  public var startScript: String { configuration + "/init.eduscript" }
  public var providers: String { configuration + "/providers" }
  /// The user's own manifests.
  var manifests: ManifestFolder { ManifestFolder(path: providers) }
  public var history: String { state + "/history" }
  /// The columns of tables that the user chose.
  public var columns: String { state + "/columns.json" }
  public var journal: String { state + "/journal.db" }
  /// The ids that completion knows.
  public var cache: String { state + "/cache" }
  public var limits: String { state + "/limits" }
}
