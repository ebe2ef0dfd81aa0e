import Diagnostics
import JSON
import Query

/// Reports calls whose risk is not permitted, as far as that is known before the run.
struct PermissionCheck {
  static let code = "not-permitted"

  let environment: any CheckEnvironment

  func check(_ call: CompiledCall) -> Diagnostic? {
    let known = call.arguments.known(to: call.method)
    return environment.objection(to: call.method, of: call.account, arguments: known).map {
      Diagnostic(code: Self.code, $0.message, hint: $0.hint, source: call.source, range: call.range)
    }
  }

  /// Whether a call may be a write.
  func isWrite(_ call: CompiledCall) -> Bool {
    // A request whose HTTP method is only known at run time may be a write.
    let known = call.arguments.known(to: call.method)
    if call.method.resource == nil, known["method"].map({ $0 == nil }) ?? true { return true }
    return environment.risk(of: call.method, account: call.account, arguments: known) > .read
  }
}
