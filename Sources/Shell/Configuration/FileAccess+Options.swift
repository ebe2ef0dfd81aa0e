extension FileAccess {
  /// Creates the file access for `--files` and `--dry-run`. edush's own folders are never written.
  init(_ options: ShellOptions, _ folders: Folders) {
    self.init(
      refusing: [folders.configuration, folders.state], confinedTo: options.filesFolder, isDryRun: options.isDryRun)
  }
}
