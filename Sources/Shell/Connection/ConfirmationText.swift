import HTTP
import Query

/// What is asked before a request that reaches people or destroys: the call, the account, the target, what is sent.
struct ConfirmationText {
  /// Characters of one argument, and arguments, that are shown.
  private static let (valueLimit, argumentLimit) = (300, 12)

  let text: String

  init(_ question: PolicyQuestion) {
    let (request, context) = (question.request, question.request.context)
    let account = context.account.description + (context.profile == nil ? ", the default profile" : "")
    var rows = [
      ("calls", "\(context.provider).\(context.method)"),
      ("account", "\(account), at \(request.origin)"),
      ("sends", "\(request.method) \(request.shownURL)"),
    ]
    rows += zip(
      ["with"] + Array(repeating: "", count: Self.argumentLimit), Self.arguments(of: request)
    ).map {
      ($0, $1)
    }
    if let target = context.target {
      rows.append(("hits", target + (context.label?().map { " · \($0)" } ?? "")))
    }
    let table = rows.map { "  " + $0 + String(repeating: " ", count: 9 - $0.count) + $1 + "\n" }
      .joined()
    let reason = context.reason.map { ": \($0)" } ?? ""
    let wanted = question.expected.map { "To go on, type \($0):" } ?? "Send it? [y/N]"
    text =
      (context.call.map { $0 + "\n" } ?? "") + table
      + "This is \(context.risk.rawValue)\(reason). \(wanted)"
  }

  /// What the body says, after all evaluation.
  private static func arguments(of request: Request) -> [String] {
    let lines: [String]
    switch request.body.content {
    case .none: lines = []
    case .form(let fields):
      lines = fields.map { name, value in
        "\(name): " + shortened(SecretName.isSecret(name) ? Redactor.mark : value)
      }
    case .json, .raw: lines = [shortened(String(decoding: request.shownBody ?? [], as: UTF8.self))]
    }
    guard lines.count > argumentLimit else { return lines }
    return lines.prefix(argumentLimit) + ["and \(lines.count - argumentLimit) more"]
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    return line.count > valueLimit ? "\(line.prefix(valueLimit))… \(text.utf8.count) bytes" : line
  }
}
