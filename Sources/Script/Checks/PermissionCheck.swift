import Diagnostics
import JSON
import Query

/// Finds calls whose risk no permission covers, where that can be seen before the run.
struct PermissionCheck {
  static let code = "not-permitted"

  let environment: any CheckEnvironment

  func check(_ call: CompiledCall) -> Diagnostic? {
    let known = call.arguments.known(to: call.method)
    return environment.objection(to: call.method, of: call.account, arguments: known).map {
      Diagnostic(code: Self.code, $0.message, hint: $0.hint, source: call.source, range: call.range)
    }
  }

  /// Whether a call may change something.
  func isWrite(_ call: CompiledCall) -> Bool {
    environment.risk(of: call.method, call.account, call.arguments) > .read
  }
}
