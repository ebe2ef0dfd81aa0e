import Diagnostics
import HTTP
import Query
import Script

extension Launch {
  /// Opens the cassette of the run, if there is one.
  func openCassette() throws(Failure) -> OpenCassette? {
    guard let choice = options.cassette else { return nil }
    return try OpenCassette(choice, Folders(environment: surroundings.environment))
  }

  /// Ends a recording or replay and reports what is missing. Returns the status.
  func finish(_ cassette: OpenCassette?, _ session: ShellSession, status: Int32) -> Int32 {
    switch cassette {
    case nil: return status
    case .replaying:
      // Nothing ran, so no requests were expected.
      guard status != Failure.Kind.usage.exitCode else { return status }
      if let remark = session.services.connection.player?.remark {
        session.console.report([Diagnostic(.warning, code: "cassette", remark)])
      }
      return status
    case .recording(let file):
      file.close()
      // Nothing ran, so nothing was recorded.
      if status == Failure.Kind.usage.exitCode { file.removeIfUnused() }
      guard let failure = file.failure else { return status }
      session.console.report([Diagnostic(code: "cassette", "the recording is not complete: \(failure)")])
      return status == 0 ? Failure.Kind.transport.exitCode : status
    }
  }
}
