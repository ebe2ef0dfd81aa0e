import HTTP
import Providers
import Query

/// The cassette of a run, opened before the run starts.
enum OpenCassette: Sendable {
  case recording(CassetteFile)
  /// `name` is the file's name for messages.
  case replaying(Cassette, name: String)

  init(_ choice: CassetteChoice, _ folders: Folders) throws(Failure) {
    // The file is named on the command line, so `--files` and similar options do not apply.
    let access = FileAccess(ShellOptions(), folders)
    switch choice {
    case .record(let path):
      try access.check(writing: path)
      self = .recording(try Self.explained { () throws(CassetteFault) in try CassetteFile(creating: path) })
    case .replay(let path):
      let bytes = try Self.contents(of: path, access)
      let cassette = try Self.explained { () throws(CassetteFault) in try Cassette(bytes, name: path) }
      self = .replaying(cassette, name: path)
    }
  }

  private static func explained<Result>(
    _ body: () throws(CassetteFault) -> Result
  ) throws(Failure) -> Result {
    do throws(CassetteFault) {
      return try body()
    } catch {
      throw Failure(.usage, error.message, hint: error.hint)
    }
  }

  private static func contents(of path: String, _ access: FileAccess) throws(Failure) -> [UInt8] {
    try access.check(reading: path)
    do throws(FileError) {
      return try LocalFile.contents(of: path)
    } catch {
      throw Failure(.usage, error.description)
    }
  }
}

extension OpenCassette {
  var isReplaying: Bool {
    guard case .replaying = self else { return false }
    return true
  }

  /// For a replay, the recorded base URLs and a dummy for every credential. Nothing is read from this machine.
  var credentials: CredentialSurroundings? {
    guard case .replaying(let cassette, _) = self else { return nil }
    var surroundings = CredentialSurroundings(environment: { _ in nil })
    surroundings.keyring = { (_, _) throws(Failure) in Self.credential }
    surroundings.keyringProfiles = { cassette.profiles(of: $0) }
    surroundings.profile = { provider, profile in
      CredentialSurroundings.Profile(url: cassette.base(of: Account(provider, profile: profile)))
    }
    return surroundings
  }

  /// Valid in every place where a credential can occur, including host names.
  private static let credential = "replay-without-credential"
}
