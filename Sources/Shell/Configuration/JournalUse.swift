/// Whether runs are recorded in the journal.
struct JournalUse {
  /// Whether writes are recorded: the journal is not disabled, and writes are possible.
  let isOn: Bool

  init(_ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings) {
    let word = (surroundings.value("EDUSH_JOURNAL") ?? "").lowercased()
    let isOff = ["off", "0", "false", "no"].contains(word)
    let writes =
      !options.isDryRun && !options.isReplaying && !options.isReadOnly && !surroundings.isReadOnly && !settings.isBroken
    isOn = options.usesJournal && settings.usesJournal && !isOff && writes
  }
}
