import HTTP
import Query
import Rendering

/// The question before an outward or destructive request.
///
/// External text comes first, quoted and on separate lines: the call, the request, the labels of the affected objects.
/// edush's own text follows: account, method, risk class, and finally what to type.
struct ConfirmationText {
  /// The maximum number of arguments to show.
  private static let argumentLimit = 12

  let text: String

  /// - Parameter hide: redacts secrets; applied before anything is truncated.
  init(_ question: PolicyQuestion, hiding hide: (String) -> String) {
    let (request, context) = (question.request, question.request.context)
    var rows = context.call.map { [("call", oneLine(hide($0)))] } ?? []
    rows.append(("sends", oneLine(hide("\(request.method) \(request.shownURL)"), columns: 160)))
    rows += Self.arguments(of: request, hide).map { ("with", $0) }
    rows += Self.objects(of: context, hide).map { ("target", $0) }
    let production = question.isProduction ? " (production)" : ""
    rows.append(("account", "\(Self.account(context)), at \(request.origin)\(production)"))
    rows.append(("method", "\(context.provider).\(oneLine(context.method))"))
    text = rows.map { "  \($0): \($1)\n" }.joined() + Self.end(question)
  }

  private static func account(_ context: CallContext) -> String {
    context.account.description + (context.profile == nil ? ", the default profile" : "")
  }

  private static func end(_ question: PolicyQuestion) -> String {
    let context = question.request.context
    let reason =
      context.reason.map { oneLine($0, columns: 120) } ?? (context.risk == .outward ? "it reaches a person" : nil)
    let risk = "This is \(Self.name(context.risk))\(reason.map { ": \($0)" } ?? "")."
    guard let expected = question.expected else { return "\(risk) Send it? [y/N]" }
    guard question.namedTarget == nil else { return "\(risk) To go on, type \(expected):" }
    let why = context.target?.isEmpty ?? true ? "It names no single target." : "Its id is too long or too odd to type."
    return "\(risk) \(why)\nTo go on, type \(oneLine(expected)):"
  }

  private static func name(_ risk: Risk) -> String {
    switch risk {
    case .read, .write: "a \(risk.rawValue)"
    case .outward, .destructive: risk.rawValue
    }
  }

  /// The affected objects, such as `member 2, "Emma Jansen"`; the target is last.
  private static func objects(of context: CallContext, _ hide: (String) -> String) -> [String] {
    let objects = context.objects?() ?? context.target.map { [CallObject(id: $0)] } ?? []
    return objects.filter { !$0.id.isEmpty }.map { object in
      let id = object.id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "-._".contains($0) }
      let shown = id ? oneLine(hide(object.id)) : quoted(hide(object.id))
      return [object.kind, shown].compactMap(\.self).joined(separator: " ")
        + (object.label.map { ", " + quoted(hide($0)) } ?? "")
    }
  }

  /// The content of the body after evaluation.
  private static func arguments(of request: Request, _ hide: (String) -> String) -> [String] {
    let lines: [String]
    switch request.body.content {
    case .none: lines = []
    case .form(let fields):
      lines = fields.map { name, value in
        "\(oneLine(name)): " + quoted(SecretName.isSecret(name) ? Redactor.mark : hide(value))
      }
    case .json, .raw: lines = [oneLine(hide(String(decoding: request.shownBody ?? [], as: UTF8.self)), columns: 160)]
    }
    guard lines.count > argumentLimit else { return lines }
    return lines.prefix(argumentLimit) + ["and \(lines.count - argumentLimit) more"]
  }
}
