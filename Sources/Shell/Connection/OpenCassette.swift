import HTTP
import Providers
import Query

/// The cassette of a run, opened before anything runs.
enum OpenCassette: Sendable {
  case recording(CassetteFile)
  /// The name is that of the file, for messages.
  case replaying(Cassette, name: String)

  init(_ choice: CassetteChoice, _ folders: Folders) throws(Failure) {
    // The command line named the file, so `--files` and the like do not hold for it.
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

  /// For a replay: the recorded base URLs, and a text in place of every credential. Nothing of the machine is read.
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

  /// Fits wherever a credential does, a host name included.
  private static let credential = "replay-without-credential"
}
