import HTTP
import Providers
import Query
import Rendering

/// The line of a dry run for one write: its effect and its request.
struct PlanLine {
  /// The maximum number of characters of a body to show.
  private static let bodyLimit = 500

  let text: String

  init(_ plan: CallPlanner.Plan) {
    let (request, context) = (plan.request, plan.request.context)
    let call = "\(context.name): \(Self.text(of: request))"
    switch plan.decision {
    case .send, .ask, .refuse(.needsPermission): text = "would send \(call)"
    case .refuse(let reason):
      text = "would refuse \(call)\n  \(TransportError.refused(context, reason).message)"
    }
  }

  private static func text(of request: Request) -> String {
    let line = "\(request.method) \(readable(request.shownURL))"
    guard let body = request.shownBody, !body.isEmpty else { return line }
    let text = readable(String(decoding: body, as: UTF8.self))
    return line + " " + (text.count > bodyLimit ? text.prefix(bodyLimit) + "…" : text)
  }

  /// Decodes percent-encoded placeholders.
  private static func readable(_ text: String) -> String {
    text.replacing(/%E2%9F%A8.*?%E2%9F%A9/) { match in
      PercentEncoding.decode(String(match.output).replacing("+", with: " ")) ?? String(match.output)
    }
  }

  /// The last line of a dry run: `dry run: 3 calls were not sent (2 write, 1 destructive)`.
  static func summary(_ counts: [Risk: Int]) -> String? {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    let classes = Risk.allCases.compactMap { risk in counts[risk].map { "\($0) \(risk.rawValue)" } }
    return "dry run: \(total) call\(total == 1 ? " was" : "s were") not sent (\(classes.joined(separator: ", ")))"
  }
}
