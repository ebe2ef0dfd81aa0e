import Calendar
import Providers
import Query
import Runner
import Script

/// The possible values of command-line arguments on this machine, for completion in other shells. Reads files, but runs
/// no programs, sends nothing, and reports no errors.
public struct ArgumentValues {
  /// A word with a short description.
  public struct Candidate: Sendable {
    /// The word.
    public var text: String
    /// The description; empty if there is none.
    public var help: String

    /// Creates a candidate.
    public init(_ text: String, _ help: String = "") {
      (self.text, self.help) = (text, help)
    }
  }

  private let client: ProviderClient
  private let journal: String

  /// Reads the configuration in the given surroundings, if it belongs to the user.
  public init(surroundings: Surroundings = Surroundings()) {
    let folders = Folders(environment: surroundings.environment)
    let isTrusted = Ownership(of: folders).faults.isEmpty
    client = Services(ShellOptions(), surroundings, in: isTrusted ? folders : .none).providers.client
    journal = folders.journal
  }

  /// The providers, such as `coderpad`.
  public var providers: [Candidate] {
    client.catalog.providers.map { Candidate($0) }
  }

  /// The providers and their named profiles, such as `coderpad@old`.
  public var accounts: [Candidate] {
    providers.flatMap { provider in
      [provider] + client.sessions.profiles(of: provider.text).map { Candidate(provider.text + "@" + $0, "profile") }
    }
  }

  /// The names of profiles, with their providers.
  public var profiles: [Candidate] {
    let pairs = client.catalog.providers.flatMap { provider in
      client.sessions.profiles(of: provider).map { ($0, [provider]) }
    }
    return Dictionary(pairs, uniquingKeysWith: +).sorted { $0.key < $1.key }.map { name, providers in
      Candidate(name, providers.joined(separator: ", "))
    }
  }

  /// The resources of a provider, such as `coderpad.pads`.
  public func resources(of provider: String) -> [Candidate] {
    client.catalog.resources(of: provider).map { Candidate("\(provider).\($0)") }
  }

  /// The latest runs in the journal, newest first.
  public var runs: [Candidate] {
    let runs = (try? Journal(at: journal).runs(limit: 50)) ?? []
    return runs.map { run in
      let doubt = run.isInDoubt ? ", in doubt" : ""
      return Candidate("\(run.number)", "\(run.kind.rawValue) \(run.script), \(run.state.rawValue)\(doubt)")
    }
  }

  /// The options for a script's parameters, with their help; empty if the script cannot be read.
  public static func parameters(of file: String) -> [Candidate] {
    // Shells complete words before they expand `~`.
    let home = Surroundings().value("HOME") ?? ""
    let path = file.hasPrefix("~/") ? home + file.dropFirst() : file
    guard path != "-", let source = try? ScriptFile.read(path) else { return [] }
    return ScriptParser.parse(source).parameters.map { parameter in
      let kind = parameter.kind.map { "(\($0.rawValue))" }
      return Candidate(
        "--" + parameter.name.text.replacing("_", with: "-"),
        [parameter.help, kind].compactMap(\.self).joined(separator: " "))
    }
  }
}
