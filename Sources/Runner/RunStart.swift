public import JSON
import Query

/// What is known of a run before it does anything.
public struct RunStart: Sendable {
  /// A text that a script imports, as it was.
  public struct Module: Sendable, Hashable {
    /// As it is imported, and the text that imports it.
    public var path: String
    public var origin: String
    public var name: String
    public var text: String

    public init(path: String, origin: String, name: String, text: String) {
      self.path = path
      self.origin = origin
      self.name = name
      self.text = text
    }
  }

  public var kind: RunRecord.Kind
  /// The file's path as it was given, `-c`, `-`.
  public var scriptName: String
  public var scriptText: String
  public var modules: [Module] = []
  /// The values of the script's parameters, without secret ones.
  public var parameters: Object = [:]
  /// The names of the secret ones.
  public var secrets: [String] = []
  /// What resuming it needs of the command line.
  public var options: Object = [:]
  /// The folder it ran in.
  public var folder = ""
  public var version = ""
  /// What the random numbers of its units follow from.
  public var seed: UInt64
  public var startedAt: Double

  public init(_ kind: RunRecord.Kind, scriptName: String, scriptText: String, seed: UInt64, startedAt: Double) {
    self.kind = kind
    self.scriptName = scriptName
    self.scriptText = scriptText
    self.seed = seed
    self.startedAt = startedAt
  }
}

extension RunStart {
  /// The SHA-256 of the script and its modules, in hexadecimal digits: the same for the same program.
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

  /// Reads what `event` wrote.
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
