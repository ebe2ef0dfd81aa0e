/// Whether runs are kept in the journal.
struct JournalUse {
  /// Whether what is written is kept: nothing says otherwise, and something may be written at all.
  let isOn: Bool

  init(_ options: ShellOptions, _ settings: Settings, _ surroundings: Surroundings) {
    let word = (surroundings.value("EDUSH_JOURNAL") ?? "").lowercased()
    let isOff = ["off", "0", "false", "no"].contains(word)
    let writes =
      !options.isDryRun && !options.isReplaying && !options.isReadOnly && !surroundings.isReadOnly && !settings.isBroken
    isOn = options.usesJournal && settings.usesJournal && !isOff && writes
  }
}
