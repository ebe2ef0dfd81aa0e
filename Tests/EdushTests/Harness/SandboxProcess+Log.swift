import Foundation
import JSON

extension SandboxProcess {
  /// Its address.
  var port: Int {
    variables["EDUSH_CODERPAD_URL"]?.firstMatch(of: /:(\d+)\//).flatMap { Int($0.1) } ?? 0
  }

  /// The requests that it received, oldest first.
  func requests() throws -> [Value] {
    let text = try LocalSocket.body(of: "GET", "/_sandbox/requests", port: port)
    return try Value.parse(utf8: Array(text.utf8)).array ?? []
  }
}
