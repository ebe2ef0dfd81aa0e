import ArgumentParser
import Glibc
import Query
import Rendering
import Shell

/// The options of all commands that use APIs.
struct ConnectionArguments: ParsableArguments {
  @Flag(help: "Start the five APIs' simulator inside and log in to all; nothing leaves the machine.")
  var sandbox = false

  @Option(help: ArgumentHelp("The profile to use if none is named.", valueName: "name"))
  var profile: String?

  @Flag(help: "Refuse everything but reads.")
  var readOnly = false

  @Flag(help: "Answer every confirmation with yes.")
  var yes = false

  @Option(
    help: ArgumentHelp(
      "Allow these classes of calls: write, outward, destructive; may be repeated.", valueName: "class,…"),
    completion: .list(Risk.allCases.filter { $0 != .read }.map(\.rawValue)))
  var allow: [String] = []

  @Flag(help: "Start a script that writes although `edush check` finds dangers in it.")
  var acceptDangers = false

  @Flag(help: "Send reads; only print what else would be sent.")
  var dryRun = false

  @Flag(help: "Do not record the run, and do not read objects before writing them.")
  var noJournal = false

  @Flag(help: "Record the run, but do not read objects before writing them.")
  var noPreimage = false

  @Flag(help: "Fail instead of waiting for a rate limit.")
  var noWait = false

  @OptionGroup var limits: LimitArguments

  @Flag(name: .short, help: "Show every request and response on standard error.")
  var verbose = false

  @Option(
    help: ArgumentHelp(
      "How results are shown: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"),
    completion: .list(OutputFormat.allCases.map(\.rawValue)))
  var output: String?

  @Flag(help: "No colours.")
  var noColor = false

  @Option(
    name: .customShort("L"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A folder to look for modules in; may be repeated.", valueName: "folder"),
    completion: .directory)
  var moduleFolders: [String] = []

  @Option(
    help: ArgumentHelp("Let scripts read and write files in this folder only.", valueName: "folder"),
    completion: .directory)
  var files: String?

  /// The options that have a value.
  static let optionsWithValue = LimitArguments.names.union([
    "--profile", "--allow", "--output", "-L", "--files", "--jobs", "--max-failures", "--shard",
    "--report", "--outcome", "--break", "--break-on", "--resume", "--only-failed", "--in-doubt", "--older", "--row",
    "--record", "--replay",
    "-o",
  ])

  static let names = LimitArguments.names.union([
    "--sandbox", "--profile", "--read-only", "--yes", "--allow", "--dry-run", "--no-wait", "-v", "--output",
    "--no-color", "-L", "--files", "--no-journal", "--no-preimage", "--accept-dangers",
  ])
}

extension ConnectionArguments {
  /// The options for the shell. Throws for unknown names.
  func shellOptions() throws -> ShellOptions {
    var options = ShellOptions()
    options.profile = try profileName()
    options.isReadOnly = readOnly
    options.answersYes = yes
    options.allowed = try allowedClasses()
    options.acceptsDangers = acceptDangers
    options.isDryRun = dryRun
    try limits.apply(to: &options, waits: !noWait)
    options.usesJournal = !noJournal
    options.takesPictures = !noPreimage
    options.isVerbose = verbose
    options.format = try format()
    options.refusesColour = noColor
    options.moduleFolders = moduleFolders
    options.filesFolder = try folder(files)
    return options
  }

  /// nil for the default profile.
  private func profileName() throws -> String? {
    guard let profile, profile != Account.defaultProfile else { return nil }
    guard Account.isProfileName(profile) else {
      throw ValidationError("--profile '\(profile)' is not a valid profile name; \(Account.profileNameAdvice)")
    }
    return profile
  }

  private func folder(_ path: String?) throws -> String? {
    guard let path else { return nil }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw ValidationError("--files accepts a folder that exists, not '\(path)'")
    }
    return path
  }

  private func allowedClasses() throws -> Set<Risk> {
    let names = allow.joined(separator: ",").split(separator: ",").map { $0.filter { $0 != " " } }
    return Set(
      try names.map { name in
        guard let risk = Risk(rawValue: name) else {
          throw ValidationError("--allow accepts read, write, outward and destructive, not '\(name)'")
        }
        return risk
      })
  }

  private func format() throws -> OutputFormat {
    guard let output else { return .auto }
    guard let format = OutputFormat(rawValue: output) else {
      let names = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--output accepts \(names), not '\(output)'")
    }
    return format
  }

  /// Launches a command, runs the body, and exits with its status.
  ///
  /// - Parameters:
  ///   - further: the names of the command's own options.
  ///   - cassette: whether the run is recorded or replayed.
  func launch(
    further: Set<String> = [], cassette: CassetteArguments? = nil, _ body: (Launch) throws -> Int32
  ) throws -> Never {
    var options = try shellOptions()
    options.names = Self.names.union(further).union(cassette == nil ? [] : CassetteArguments.names)
    options.cassette = try cassette?.choice(isDryRun: dryRun)
    var surroundings = Surroundings()
    // A replay sends nothing, so it needs no simulator.
    let embedded = sandbox && !options.isReplaying ? try EmbeddedSandbox() : nil
    if let embedded {
      surroundings.enterSandbox(
        environment: embedded.overriding(surroundings.environment),
        sendWebhooks: { [weak embedded] in embedded?.sendWebhooks(of: $0, to: $1) ?? false })
    }
    defer { surroundings.leaveSandbox() }
    let status = try body(Launch(options: options, surroundings: surroundings))
    _ = embedded
    throw ExitCode(status)
  }
}
