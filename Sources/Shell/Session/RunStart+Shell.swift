import Diagnostics
import Glibc
import HTTP
import JSON
import Query
import Release
import Runner
import Script

extension RunStart {
  /// Describes a run with the command-line options.
  init(
    _ source: SourceText, _ run: ScriptRun, _ options: ShellOptions, _ surroundings: Surroundings,
    kind: RunRecord.Kind = .run
  ) {
    self.init(
      kind, scriptName: source.name, scriptText: source.text, seed: .random(in: 0 ... .max),
      startedAt: WallClock.system.now())
    version = Release.version
    folder = Self.currentFolder
    var recorded: Object = ["sandbox": .bool(surroundings.isSandboxed)]
    if let profile = options.profile { recorded["profile"] = Value(profile) }
    if let jobs = run.loops.parallel { recorded["jobs"] = Value(jobs) }
    if run.loops.keepsGoing { recorded["keep_going"] = true }
    if let shard = run.shard { recorded["shard"] = Value(shard.description) }
    if let number = run.onlyFailedOf { recorded["only_failed"] = Value(number) }
    if !options.moduleFolders.isEmpty { recorded["modules"] = Value(options.moduleFolders.map { Value($0) }) }
    if let folder = options.filesFolder { recorded["files"] = Value(folder) }
    self.options = recorded
  }

  static var currentFolder: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension ScriptRun {
  /// Uses the recorded options where the command line does not set them.
  mutating func fill(from recorded: Object) {
    loops.parallel = loops.parallel ?? recorded["jobs"]?.int
    loops.keepsGoing = loops.keepsGoing || recorded["keep_going"] == true
    shard = shard ?? recorded["shard"]?.string.flatMap(Shard.init(parsing:))
    onlyFailedOf = recorded["only_failed"]?.int
  }
}

extension ShellOptions {
  /// Uses the recorded options where the command line does not set them.
  mutating func fill(from recorded: Object) {
    profile = profile ?? recorded["profile"]?.string
    if moduleFolders.isEmpty { moduleFolders = recorded["modules"]?.array?.compactMap(\.string) ?? [] }
    filesFolder = filesFolder ?? recorded["files"]?.string
  }
}
