import HTTP
import Rendering

extension Launch {
  /// Says what is configured, where credentials lie, and what is wrong; the status is 2 where something is.
  ///
  /// - Parameter asksServers: whether each server is asked for a response.
  public func doctor(asksServers: Bool) -> Int32 {
    let doctor = Doctor(options: options, surroundings: surroundings)
    defer { doctor.connection.close() }
    let observations = doctor.observations(asksServers ? .servers : .machine)
    let redactor = doctor.connection.redactor
    if surroundings.hasTerminalOutput, options.format == .auto {
      StandardStream.output.write(redactor.redact(observations.text(colour: usesColour)) + "\n")
    } else {
      let printer = ResultPrinter(
        stream: .output, display: .plain, format: options.format, paging: .none)
      for one in observations { printer.show(one.value) }
      printer.finish()
    }
    return observations.contains { $0.state == .error } ? 2 : 0
  }
}
