import Diagnostics
import Glibc
import Providers
import Query
import Terminal

extension Doctor {
  /// The relevant environment variables, and the terminal.
  var environment: [Observation] { terminal + programs + network + ownVariables }

  private func seen(
    _ subject: String, _ state: Observation.State, _ detail: String, _ advice: String? = nil
  ) -> Observation {
    Observation(topic: "environment", subject: subject, state: state, detail: detail, advice: advice)
  }

  private var terminal: [Observation] {
    var found: [Observation] = []
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(surroundings.value).first ?? "C"
    let isUnicode = locale.lowercased().filter { $0 != "-" }.contains("utf8")
    if !isUnicode {
      found.append(
        seen(
          "locale", .warning, "\(locale) is not UTF-8: the prompt may count columns wrong", "export LC_CTYPE=C.UTF-8"))
    }
    guard surroundings.hasTerminalOutput else { return found }
    let kind = surroundings.value("TERM") ?? "unknown"
    let colour = surroundings.usesColour(onTerminal: true, refused: options.refusesColour)
    let size = TerminalSize(of: STDOUT_FILENO).map { "\($0.columns) columns by \($0.rows) rows" }
    let detail = "\(kind), \(size ?? "of unknown size"), \(colour ? "in" : "without") colour"
    guard kind != "dumb", kind != "unknown" else {
      found.append(seen("terminal", .note, detail + ": the prompt reads plain lines", "export TERM=xterm-256color"))
      return found
    }
    found.append(seen("terminal", .ok, detail))
    return found
  }

  /// The external programs that edush starts for the user.
  private var programs: [Observation] {
    ["PAGER", "VISUAL", "EDITOR"].compactMap { name in
      guard let command = surroundings.value(name) else { return nil }
      let program = command.split(separator: " ").first.map(String.init) ?? command
      guard !isThere(program) else { return seen(name, .ok, command) }
      return seen(name, .warning, "\(program) is not on the PATH", "set \(name) to an installed program")
    }
  }

  private func isThere(_ program: String) -> Bool {
    guard !program.contains("/") else { return access(program, X_OK) == 0 }
    let folders = (surroundings.value("PATH") ?? "").split(separator: ":")
    return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  private var network: [Observation] {
    let proxies = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"].compactMap { name in
      surroundings.value(name).map { seen(name, .note, Self.withoutPassword($0)) }
    }
    let certificates = ["SSL_CERT_FILE", "SSL_CERT_DIR"].compactMap { name -> Observation? in
      guard let path = surroundings.value(name) else { return nil }
      guard access(path, R_OK) == 0 else {
        return seen(name, .error, "\(path) cannot be read, so no server is trusted", "unset \(name), or fix the path")
      }
      return seen(name, .ok, path)
    }
    return proxies + certificates
  }

  /// The URL without user name and password.
  private static func withoutPassword(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@") else { return address }
    let scheme = address.firstRange(of: "://").map { address[..<$0.upperBound] } ?? ""
    return scheme + "…" + address[at...]
  }

  /// The variables that begin with `EDUSH_`: their effects, and those without an effect.
  private var ownVariables: [Observation] {
    let general = ["EDUSH_HOME", "EDUSH_READ_ONLY", "EDUSH_MEMORY_LIMIT", "EDUSH_JOURNAL"]
    let endings = client.catalog.providers.map { provider in
      let names = (try? client.sessions.credentials(of: Account(provider)).map(\.variable)) ?? []
      let prefix = "EDUSH_\(provider.uppercased())_"
      return (prefix, names.map { String($0.dropFirst(prefix.count)) } + ["URL"])
    }
    let known = general + endings.flatMap { prefix, names in names.map { prefix + $0 } }
    return surroundings.variables.map(\.name).filter { $0.hasPrefix("EDUSH_") }.sorted().compactMap { name in
      let isOfProfile = endings.contains { prefix, names in
        name.hasPrefix(prefix) && names.contains { name.hasSuffix("_" + $0) }
      }
      if name == "EDUSH_READ_ONLY" {
        return seen(name, .note, surroundings.isReadOnly ? "everything but reads is refused" : "off")
      }
      guard !known.contains(name), !isOfProfile, !name.hasPrefix("EDUSH_PARAM_") else { return nil }
      return seen(name, .warning, "means nothing to edush", known.nearest(to: name).map { "did you mean \($0)?" })
    }
  }
}
