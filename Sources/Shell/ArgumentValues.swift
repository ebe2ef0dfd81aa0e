import Calendar
import Providers
import Query
import Runner
import Script

/// What may stand in a command line's arguments on this machine, for completion in other shells: reads files, runs no
/// program, sends nothing, and reports no fault.
public struct ArgumentValues {
  /// A word, and a few words about it.
  public struct Candidate: Sendable {
    public var text: String
    public var help: String

    public init(_ text: String, _ help: String = "") {
      (self.text, self.help) = (text, help)
    }
  }

  private let client: ProviderClient
  private let journal: String

  public init(surroundings: Surroundings = Surroundings()) {
    let folders = Folders(environment: surroundings.environment)
    let isTrusted = Ownership(of: folders).faults.isEmpty
    client = Services(ShellOptions(), surroundings, in: isTrusted ? folders : .none).providers.client
    journal = folders.journal
  }

  /// `coderpad` and the others.
  public var providers: [Candidate] {
    client.catalog.providers.map { Candidate($0) }
  }

  /// The providers, and `coderpad@old` for each named profile.
  public var accounts: [Candidate] {
    providers.flatMap { provider in
      [provider] + client.sessions.profiles(of: provider.text).map { Candidate(provider.text + "@" + $0, "profile") }
    }
  }

  /// The names of profiles, with the providers that have them.
  public var profiles: [Candidate] {
    let pairs = client.catalog.providers.flatMap { provider in
      client.sessions.profiles(of: provider).map { ($0, [provider]) }
    }
    return Dictionary(pairs, uniquingKeysWith: +).sorted { $0.key < $1.key }.map { name, providers in
      Candidate(name, providers.joined(separator: ", "))
    }
  }

  /// The resources of a provider, `coderpad.pads`.
  public func resources(of provider: String) -> [Candidate] {
    client.catalog.resources(of: provider).map { Candidate("\(provider).\($0)") }
  }

  /// The latest runs of the journal, the newest first.
  public var runs: [Candidate] {
    let runs = (try? Journal(at: journal).runs(limit: 50)) ?? []
    return runs.map { run in
      let doubt = run.isInDoubt ? ", in doubt" : ""
      return Candidate("\(run.number)", "\(run.kind.rawValue) \(run.script), \(run.state.rawValue)\(doubt)")
    }
  }

  /// The options that a script declares as its parameters, with their help; none where it cannot be read.
  public static func parameters(of file: String) -> [Candidate] {
    // Another shell completes before it expands.
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
