extension FileAccess {
  /// As `--files` and `--dry-run` confine it; edush's own folders are never written.
  init(_ options: ShellOptions, _ folders: Folders) {
    self.init(
      refusing: [folders.configuration, folders.state], confinedTo: options.filesFolder, isDryRun: options.isDryRun)
  }
}
