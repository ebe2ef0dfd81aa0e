import Diagnostics
import HTTP
import JSON
import Providers
import Query
import Script

/// The call that a statement begins with and evaluates once, such as `pads.list` in `pads.list | length`, and its
/// responses.
struct LeadingCall {
  /// The range of the expression that outputs the objects: the call, or `[each(call)]`.
  let range: SourceRange
  /// Whether the statement consists only of this expression.
  let isWhole: Bool
  /// The value of each response; several are the pages of one list.
  private let pages: [Value]
  /// The objects in the responses; empty if the manifest does not specify their kind.
  private let things: [ResponseThings]
  private let resource: String
  private let account: Account

  /// A variable name for the objects.
  var name: String { ((isList ? things.first?.plural : things.first?.kind) ?? resource).snakeCased }

  private var isList: Bool { pages.first?.array != nil }

  init?(of unit: ScriptUnit, client: ProviderClient) {
    switch unit.statement?.kind {
    case .expression, .bind, .print: break
    default: return nil
    }
    guard let expression = unit.statement?.expressions.first, let lead = expression.lead,
      let call = lead.pagedCall ?? lead.call,
      let resolution = CallResolver(client.catalog, current: unit.account).resolve(call),
      let method = resolution.method, let resource = method.resource
    else { return nil }
    let name = "\(resource).\(method.name)"
    let sent = unit.exchanges.filter { !$0.isIncidental && $0.account == resolution.account && $0.method == name }
    pages = sent.compactMap { client.payload(of: $0) }
    guard !sent.isEmpty, pages.count == sent.count, lead.pagedCall != nil || sent.count == 1 else { return nil }
    let things = sent.compactMap { client.things(in: $0) }
    self.things = things.count == sent.count ? things : []
    self.resource = resource
    account = resolution.account
    let isNameAlone = lead.pagedCall == nil && call.arguments == nil
    let end = isNameAlone ? call.words[resolution.methodIndex].range.upper : lead.range.upper
    range = SourceRange(lead.range.lower, end)
    isWhole = range == expression.range
    guard lead.pagedCall == nil || isList else { return nil }
  }

  /// The path of an id within the value, such as `[0].id`, or of a value copied from it, such as `[0].email`.
  func path(to literal: CallLiteral) -> String? {
    guard let kind = literal.kind else { return copiedPath(to: literal) }
    guard account == literal.account, let first = things.first, first.kind == kind,
      let index = things.flatMap(\.ids).firstIndex(of: literal.id)
    else { return nil }
    return (isList ? "[\(index)]" : "") + first.path
  }

  private func copiedPath(to literal: CallLiteral) -> String? {
    guard let copied = CopiedValue(literal.value, under: literal.parameter) else { return nil }
    let value = isList ? Value(pages.flatMap { $0.array.map(Array.init) ?? [] }) : pages.first
    return value.flatMap { copied.path(in: $0, of: things.first?.kind) }
  }
}

extension Expression {
  /// The part that is evaluated first and only once: `f` in `f.a[0] | g`.
  fileprivate var lead: Expression? {
    switch kind {
    case .pipe(let first, _): first.lead
    case .field(let base, _), .index(let base, _), .slice(let base, _, _), .iterate(let base), .optional(let base):
      base.lead
    case .dotted, .array: self
    default: nil
    }
  }

  fileprivate var call: DottedName? {
    guard case .dotted(let name) = kind else { return nil }
    return name
  }

  /// The call in `[each(call)]`.
  fileprivate var pagedCall: DottedName? {
    guard case .array(let inner?) = kind, case .function(let name, let arguments) = inner.kind, name.text == "each"
    else { return nil }
    return arguments.first?.call
  }
}
