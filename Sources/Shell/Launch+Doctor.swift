import HTTP
import Rendering

extension Launch {
  /// Reports the configuration, the location of credentials, and problems. Returns 2 if there are errors.
  ///
  /// - Parameter asksServers: whether to contact each server.
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
