import Diagnostics
import JSON

// Calls of providers, `provider@profile.resource.method(arguments)`, and the `each` and `pages` forms.

extension Compiler {
  /// Compiles a dotted name: a call, or a function followed by fields.
  func dotted(_ name: DottedName, _ scope: Scope?, _ origin: Origin, _ range: SourceRange) -> Node {
    if let function = functionWithFields(name, scope, origin) { return function }
    guard let target = target(name, scope, origin, range) else { return EmptyNode() }
    return fields(target.fields, of: call(target, name, .whole, scope, origin, range), origin)
  }

  /// Compiles a function or builtin without arguments that is followed by fields; nil if the name is neither.
  private func functionWithFields(_ name: DottedName, _ scope: Scope?, _ origin: Origin) -> Node? {
    guard name.profile == nil, name.arguments == nil else { return nil }
    let isBuiltin = Builtin.find(name.head.text, 0, internal: origin.isBuiltin) != nil
    guard scope.function(name.head.text, 0) != nil || isBuiltin else { return nil }
    let base = function(name.head, [], scope, origin, name.head.range)
    return fields(name.members[...], of: base, origin)
  }

  private func fields(_ members: ArraySlice<Name>, of base: Node, _ origin: Origin) -> Node {
    members.reduce(base) { FieldNode($0, Text($1.text), origin.place($1.range)) }
  }

  /// Compiles `each(call)` and `pages(call)`; nil for other functions.
  func callForm(
    _ name: Name, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin, _ range: SourceRange
  ) -> Node? {
    guard environment.dialect == .eduscript else { return nil }
    if name.text == "exchanges", arguments.isEmpty { return ExchangesNode(origin.place(range)) }
    guard name.text == "each" || name.text == "pages", arguments.count == 1 else { return nil }
    guard case .dotted(let dotted) = arguments[0].kind else {
      report(
        "not-a-call", "\(name.text) takes a call", hint: "such as `\(name.text)(provider.resource.list)`",
        origin.place(arguments[0].range))
      return EmptyNode()
    }
    guard let target = target(dotted, scope, origin, arguments[0].range) else { return EmptyNode() }
    guard target.method.isList else {
      report(
        "not-a-list", "\(target.method.qualifiedName) is not a list, so \(name.text) has no pages to fetch",
        hint: "call it without `\(name.text)`",
        origin.place(arguments[0].range))
      return EmptyNode()
    }
    if let field = target.fields.first {
      report(
        "not-a-call", "\(name.text) takes only a call",
        hint: "put it after the parenthesis: `\(name.text)(…).\(field.text)`", origin.place(field.range))
    }
    let mode: PagedCallNode.Mode = name.text == "each" ? .items : .pages
    return call(target, dotted, mode, scope, origin, arguments[0].range)
  }

  private func call(
    _ target: CallTarget, _ name: DottedName, _ mode: PagedCallNode.Mode, _ scope: Scope?, _ origin: Origin,
    _ range: SourceRange
  ) -> Node {
    let arguments = name.arguments ?? []
    calls.append(
      CompiledCall(
        account: target.account, method: target.method, arguments: arguments, source: origin.source, range: range))
    if reportAssignments(arguments, of: target.method, origin) { return EmptyNode() }
    add(CallCheck(target.method, source: origin.source).check(arguments, at: range))
    let call = Call(
      target.account, resource: target.method.resource, method: target.method.name, source: origin.source, range: range)
    let nodes = arguments.map {
      PagedCallNode.Argument(
        name: $0.name?.text, node: compile($0.value, scope, origin), range: $0.value.range, meantEmpty: $0.meantEmpty)
    }
    return PagedCallNode(call, nodes, mode, origin.place(range))
  }
}

extension Compiler {
  /// Reports arguments written as assignments, `id = "X"`; returns false if there are none.
  private func reportAssignments(
    _ arguments: [CallArgument], of method: MethodSignature, _ origin: Origin
  ) -> Bool {
    var isReported = false
    for argument in arguments where argument.name == nil {
      guard case .update(.assign, let left, let right) = argument.value.kind,
        case .function(let name, let inner) = left.kind,
        inner.isEmpty, method.parameters.contains(where: { $0.name == name.text })
      else { continue }
      report(
        "assigned-parameter", "`=` changes a value; a parameter is given with a colon",
        hint: "`\(name.text): \(origin.source[right.range])`", origin.place(argument.value.range))
      isReported = true
    }
    return isReported
  }
}

/// The method that a dotted name refers to, and the fields after it.
struct CallTarget {
  let account: Account
  let method: MethodSignature
  let fields: ArraySlice<Name>
}

extension Compiler {
  /// Resolves the method; reports an unknown name with the nearest known one.
  private func target(
    _ name: DottedName, _ scope: Scope?, _ origin: Origin, _ range: SourceRange
  ) -> CallTarget? {
    guard let catalog = environment.catalog else {
      reportUnknown(name.head, 0, nil, origin)
      return nil
    }
    guard let found = CallResolver(catalog, current: origin.account).resolve(name) else {
      reportHead(name, catalog, scope, origin)
      return nil
    }
    guard isSpelledRight(name, origin) else { return nil }
    guard let method = found.method else {
      reportMissing(found, name, catalog, origin, range)
      return nil
    }
    return CallTarget(account: found.account, method: method, fields: name.fields(after: found.methodIndex))
  }

  /// Whether the profile name is valid; reports it if not.
  private func isSpelledRight(_ name: DottedName, _ origin: Origin) -> Bool {
    guard let profile = name.profile, let text = name.profileName, !Account.isProfileName(text) else { return true }
    report(
      "invalid-profile", "`\(text)` is not a valid profile name", hint: Account.profileNameAdvice,
      origin.place(profile.range))
    return false
  }

  private func reportMissing(
    _ found: CallResolver.Resolution, _ name: DottedName, _ catalog: any Catalog, _ origin: Origin, _ range: SourceRange
  ) {
    let provider = found.account.provider
    guard let index = found.resourceIndex else {
      return report(
        "unknown-method", "\(provider) has no method `request`", origin.place(name.words[found.methodIndex].range))
    }
    guard index < name.words.count else { return reportIncomplete(provider, catalog, origin.place(range)) }
    let resource = name.words[index]
    let resources = catalog.resources(of: provider)
    guard resources.contains(resource.text) || catalog.isOpen(provider) else {
      let near = resources.nearest(to: resource.text).map { "did you mean `\($0)`?" }
      return report(
        "unknown-resource", "\(provider) has no resource `\(resource.text)`", hint: near ?? list(resources),
        origin.place(resource.range))
    }
    let methods = catalog.methods(of: provider, resource: resource.text).map(\.name)
    guard found.methodIndex < name.words.count else {
      return report(
        "incomplete-call", "\(provider).\(resource.text) is a resource: name a method",
        hint: list(methods) ?? "such as `\(provider).\(resource.text).list`", origin.place(resource.range))
    }
    let method = name.words[found.methodIndex]
    let near = methods.nearest(to: method.text).map { "did you mean `\($0)`?" }
    report(
      "unknown-method", "\(provider).\(resource.text) has no method `\(method.text)`", hint: near ?? list(methods),
      origin.place(method.range))
  }

  /// Reports a bare provider name; returns false for other names.
  func reportBareProvider(_ name: Name, _ arity: Int, _ origin: Origin) -> Bool {
    guard arity == 0, let catalog = environment.catalog, catalog.providers.contains(name.text) else { return false }
    reportIncomplete(name.text, catalog, origin.place(name.range))
    return true
  }

  private func reportIncomplete(_ provider: String, _ catalog: any Catalog, _ place: Place) {
    report(
      "incomplete-call", "\(provider) is a provider: name a resource and a method",
      hint: list(catalog.resources(of: provider)), place)
  }

  /// Suggests what a name without its provider probably means: a resource or a raw request.
  func callAdvice(_ name: String) -> String? {
    guard let catalog = environment.catalog else { return nil }
    let inUse = environment.account?.provider
    if name == "request" {
      return "a request names its provider: `\(inUse ?? catalog.providers.first ?? "provider").request(…)`"
    }
    let providers = catalog.providers.filter { catalog.resources(of: $0).contains(name) }
    let provider = providers.first { $0 == inUse } ?? providers.first
    guard let provider else { return nil }
    let methods = catalog.methods(of: provider, resource: name)
    guard let method = methods.first(where: \.isList) ?? methods.first else { return nil }
    return "did you mean `\(method.qualifiedName)`?"
  }

  private func list(_ names: [String]) -> String? {
    names.isEmpty ? nil : "known names: " + names.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }

  private func reportHead(_ name: DottedName, _ catalog: any Catalog, _ scope: Scope?, _ origin: Origin) {
    let head = name.head.text
    if name.profile == nil, name.arguments == nil, scope.variableNames.contains(head) {
      let path = ([head] + name.members.map(\.text)).joined(separator: ".")
      return report(
        "unknown-name", "\(head) is a variable here, and has a `$` in front", hint: "did you mean `$\(path)`?",
        origin.place(name.head.range))
    }
    let owners = catalog.providers.filter { catalog.resources(of: $0).contains(head) }
    if name.profile == nil, let owner = owners.first {
      report(
        "unknown-name", "\(head) is a resource of \(owners.joined(separator: " and ")), which is not in use",
        hint: "write `\(owner).\(head)`, or `use \(owner)` before", origin.place(name.head.range))
      return
    }
    if name.profile == nil, let arity = Builtin.all.first(where: { $0.name == head })?.arity, arity > 0 {
      return report(
        "argument-count", "`\(head)` takes \(arity == 1 ? "an argument" : "\(arity) arguments") in parentheses",
        hint: "`\(head)(.\(name.members.map(\.text).joined(separator: ".")) …)`", origin.place(name.head.range))
    }
    if name.profile != nil || name.members.count > 1 {
      let hint = catalog.providers.nearest(to: head).map { "did you mean `\($0)`?" }
      report(
        "unknown-provider", "there is no provider `\(head)`", hint: hint ?? list(catalog.providers),
        origin.place(name.head.range))
      return
    }
    var names = catalog.providers
    if let current = origin.account { names += catalog.resources(of: current.provider) }
    let hint = names.nearest(to: head).map { "did you mean `\($0)`?" }
    report(
      "unknown-name", "\(head) is neither a function, nor a provider, nor a resource of the provider in use",
      hint: hint ?? (origin.account == nil ? "`use provider` names the provider for bare resource names" : nil),
      origin.place(name.head.range))
  }
}

extension CallArgument {
  /// The parameters that are written as `""`: `company: ""`, `{company: (.company // "")}`.
  fileprivate var meantEmpty: Set<String> {
    if let name { return value.writesEmptyText ? [name.text] : [] }
    var names: Set<String> = []
    value.visit { inner in
      guard case .object(let members) = inner.kind else { return }
      for member in members where member.value?.writesEmptyText ?? false {
        switch member.key {
        case .name(let name): names.insert(name.text)
        case .string(let template): if let name = template.constant { names.insert(name.string) }
        case .variable, .location, .expression: break
        }
      }
    }
    return names
  }
}

extension Expression {
  fileprivate var writesEmptyText: Bool {
    var writes = false
    visit { inner in
      if case .string(let template) = inner.kind, template.constant?.isEmpty ?? false { writes = true }
    }
    return writes
  }
}
