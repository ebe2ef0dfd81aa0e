import ArgumentParser
import Rendering
import Shell

/// The options of everything that talks to an API.
struct ConnectionArguments: ParsableArguments {
  @Flag(help: "Start the five APIs' simulator inside and log in to all; nothing leaves the machine.")
  var sandbox = false

  @Option(help: ArgumentHelp("The profile to use where none is named.", valueName: "name"))
  var profile: String?

  @Flag(help: "Refuse everything but reads.")
  var readOnly = false

  @Flag(help: "Answer yes to every confirmation.")
  var yes = false

  @Option(help: ArgumentHelp("Allow these classes of calls: write, outward, destructive.", valueName: "class,…"))
  var allow: String?

  @Flag(help: "Send reads; only print what else would be sent.")
  var dryRun = false

  @Flag(help: "Fail where a rate limit would make it wait.")
  var noWait = false

  @Flag(name: .short, help: "Show every request and answer on standard error.")
  var verbose = false

  @Option(
    help: ArgumentHelp(
      "auto, json, ndjson, raw, table, vertical, csv, tsv, yaml, markdown or chart.", valueName: "format"))
  var output: String?

  @Flag(help: "No colours.")
  var noColor = false

  @Option(
    name: .customShort("L"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A folder to look for modules in.", valueName: "folder"))
  var moduleFolders: [String] = []

  /// The options that take the next word as their value.
  static let optionsWithValue: Set<String> = ["--profile", "--allow", "--output", "-L"]
}
