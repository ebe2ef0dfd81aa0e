public import JSON
import Query

/// The description of a run before it does anything.
public struct RunStart: Sendable {
  /// A module imported by the script, as it was at the time.
  public struct Module: Sendable, Hashable {
    /// The path in the `import` statement.
    public var path: String
    /// The file that imports it.
    public var origin: String
    /// The full name of the module.
    public var name: String
    /// The text of the module.
    public var text: String

    /// Creates a module.
    public init(path: String, origin: String, name: String, text: String) {
      self.path = path
      self.origin = origin
      self.name = name
      self.text = text
    }
  }

  /// Whether it is a run, an apply or an undo.
  public var kind: RunRecord.Kind
  /// The path of the file as it was given; `-c` for a script on the command line, `-` for standard input.
  public var scriptName: String
  /// The text of the script.
  public var scriptText: String
  /// The modules that it imports, directly and indirectly.
  public var modules: [Module] = []
  /// The values of the script's parameters, without secret ones.
  public var parameters: Object = [:]
  /// The names of the secret parameters.
  public var secrets: [String] = []
  /// The command-line options needed to resume the run.
  public var options: Object = [:]
  /// The working directory of the run.
  public var folder = ""
  /// The version of edush.
  public var version = ""
  /// The seed for the random numbers of its units.
  public var seed: UInt64
  /// Unix seconds.
  public var startedAt: Double

  /// Creates the description of a run without parameters and options.
  public init(_ kind: RunRecord.Kind, scriptName: String, scriptText: String, seed: UInt64, startedAt: Double) {
    self.kind = kind
    self.scriptName = scriptName
    self.scriptText = scriptText
    self.seed = seed
    self.startedAt = startedAt
  }
}

extension RunStart {
  /// The SHA-256 of the script and its modules, in hexadecimal; equal for equal programs.
  public var digest: String {
    guard !modules.isEmpty else { return Digest(text: scriptText).hexadecimal }
    return Digest(
      Value([Value(scriptText)] + modules.sorted { $0.name < $1.name }.map { [Value($0.name), Value($0.text)] })
    )
    .hexadecimal
  }

  var event: JournalEvent {
    JournalEvent(
      .began,
      [
        "at": Value(startedAt),
        "script": ["name": Value(scriptName), "sha256": Value(digest), "text": Value(scriptText)],
        "modules": Value(modules.map(\.value)), "parameters": Value(parameters),
        "secrets": Value(secrets.map { Value($0) }), "options": Value(options), "folder": Value(folder),
        "version": Value(version), "host": Value(Host.name), "process": Value(ProcessIdentity.current.number),
        "seed": Value(String(seed)),
      ])
  }

  /// Reads the form written by `event`.
  init?(_ event: JournalEvent, kind: RunRecord.Kind) {
    guard event.name == .began, let script = event["script"], let name = script["name"]?.string,
      let text = script["text"]?.string, let seed = event.text("seed").flatMap(UInt64.init),
      let startedAt = event.seconds("at")
    else { return nil }
    self.init(kind, scriptName: name, scriptText: text, seed: seed, startedAt: startedAt)
    modules = event["modules"]?.array?.compactMap(Module.init) ?? []
    parameters = event["parameters"]?.object ?? [:]
    secrets = event["secrets"]?.array?.compactMap(\.string) ?? []
    options = event["options"]?.object ?? [:]
    folder = event.text("folder") ?? ""
  }
}

extension RunStart.Module {
  fileprivate var value: Value {
    ["path": Value(path), "origin": Value(origin), "name": Value(name), "text": Value(text)]
  }

  fileprivate init?(_ value: Value) {
    guard let path = value["path"]?.string, let origin = value["origin"]?.string, let name = value["name"]?.string,
      let text = value["text"]?.string
    else { return nil }
    self.init(path: path, origin: origin, name: name, text: text)
  }
}
