import Diagnostics
import Glibc
import Providers
import Query
import Script

extension Doctor {
  /// The folders and the files in them.
  var files: [Observation] {
    folder("configuration", folders.configuration)
      + (folders.state == folders.configuration ? [] : folder("state", folders.state))
      + ownership.faults.map { file("ownership", .error, "\($0.message); refusing to run", $0.hint) }
      + configuration + startScript + manifests + credentials + keyringUse + journal
  }

  func file(
    _ subject: String, _ state: Observation.State, _ detail: String, _ advice: String? = nil
  ) -> Observation {
    Observation(topic: "files", subject: subject, state: state, detail: detail, advice: advice)
  }

  private func folder(_ subject: String, _ path: String) -> [Observation] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return [file(subject, .ok, "\(path), made when it is needed")]
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return [file(subject, .error, "\(path) is not a directory", "move it away, or set EDUSH_HOME")]
    }
    guard access(path, R_OK | W_OK | X_OK) == 0 else {
      return [file(subject, .error, "\(path) cannot be read and written", "chmod u+rwx \(path)")]
    }
    return [file(subject, .ok, path)]
  }

  private var configuration: [Observation] {
    guard settings.mistakes.isEmpty else { return settings.mistakes.map(mistake) }
    guard exists(folders.settings) else { return [file("config.json", .ok, "none; using defaults")] }
    let count = settings.profiles.count
    return [file("config.json", .ok, "\(folders.settings), \(count.of("profile"))")]
  }

  private func mistake(_ mistake: Settings.Mistake) -> Observation {
    let refusal = mistake.isBreaking ? "scripts and calls are refused until it is fixed" : nil
    return file(
      mistake.subject, mistake.isBreaking ? .error : .warning, mistake.message,
      mistake.hint.map { hint in hint + (refusal.map { "; " + $0 } ?? "") } ?? refusal)
  }

  private var startScript: [Observation] {
    guard let bytes = try? LocalFile.contents(of: folders.startScript, .regular) else { return [] }
    let source: SourceText
    do throws(Diagnostic) {
      source = try ScriptFile.text(bytes, name: folders.startScript)
    } catch {
      return [finding(error, subject: "init.eduscript")]
    }
    let workspace = Workspace(options: options, surroundings: surroundings)
    // It runs at the prompt, where commands are allowed and unused variables are not reported.
    let findings = Checker.check(source, environment: workspace.environment(open: [:])).findings.filter {
      !["command-in-file", "unused-variable", "not-permitted"].contains($0.code)
    }
    guard !findings.isEmpty else { return [file("init.eduscript", .ok, folders.startScript)] }
    return findings.map { self.finding($0, subject: "init.eduscript") }
  }

  private var manifests: [Observation] {
    folders.manifests.sources.flatMap { manifest -> [Observation] in
      let subject = "providers/\(manifest.name).jq"
      let findings = client.findings(in: manifest.name)
      let changed = client.overlaid(of: manifest.name)
      let detail = changed.isEmpty ? "a manifest" : "changes \(changed.joined(separator: ", ")) of edush's own manifest"
      if findings.isEmpty, changed.contains("base") {
        return [
          file(
            subject, .warning, detail + ": requests and credentials go to another address",
            "remove `base`, unless you chose that server")
        ]
      }
      guard !findings.isEmpty else { return [file(subject, changed.isEmpty ? .ok : .note, detail)] }
      return findings.map { finding($0, subject: subject) }
    }
  }

  private func finding(_ finding: Diagnostic, subject: String) -> Observation {
    let place = finding.source.flatMap { source in finding.range.map { source.position(at: $0.lower) } }
    return file(
      subject, finding.severity == .error ? .error : .warning,
      (place.map { "\($0.line):\($0.column): " } ?? "") + finding.message, finding.hint)
  }

  private var credentials: [Observation] {
    let path = folders.credentials
    guard !FileEntry.isDangling(path) else { return [] }
    var status = stat()
    guard stat(path, &status) == 0 else { return [file("credentials", .ok, "none kept in \(path)")] }
    guard status.st_mode & 0o077 == 0 else {
      return [file("credentials", .error, "\(path) can be read by others, so it is not used", "chmod 600 \(path)")]
    }
    do {
      let bytes = try LocalFile.contents(of: path, .regular)
      _ = try CredentialFile(commented: bytes)
      return [file("credentials", .ok, "\(path), yours alone")]
    } catch let error as Failure {
      return [file("credentials", .error, "\(path): \(error.message)", error.hint)]
    } catch {
      return [file("credentials", .error, "\(error)")]
    }
  }

  private var keyringUse: [Observation] {
    switch (keyring.use, keyring.tool) {
    case (.never, _): return [file("keyring", .note, "not used: disabled in config.json")]
    case (.stored, let tool):
      guard exists(folders.keyring) else { return [] }
      return [
        tool.map { file("keyring", .ok, "read with \($0) for credentials kept there") }
          ?? file(
            "keyring", .error, "contains credentials, but \(Keyring.Fault.Reason.missing.words)",
            "install libsecret-tools"
          )
      ]
    case (.always, let tool?): return [file("keyring", .ok, "asked by \(tool)")]
    case (.always, nil):
      return [file("keyring", .error, Keyring.Fault.Reason.missing.words, "install libsecret-tools")]
    }
  }

  private func exists(_ path: String) -> Bool { FileEntry.exists(path) }
}
