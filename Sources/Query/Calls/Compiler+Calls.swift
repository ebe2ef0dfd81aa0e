import Diagnostics
import JSON

// Calls of providers: `provider@profile.resource.method(arguments)`, and `each` and `pages` around them.

extension Compiler {
  /// A call, or a function with fields behind it.
  func dotted(_ name: DottedName, _ scope: Scope?, _ origin: Origin, _ range: SourceRange) -> Node {
    if let function = functionWithFields(name, scope, origin) { return function }
    guard let target = target(name, origin, range) else { return EmptyNode() }
    return fields(target.fields, of: call(target, name, .whole, scope, origin, range), origin)
  }

  /// The name of a function or builtin without arguments, and the fields behind it; nil where it is neither.
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

  /// `each(call)` and `pages(call)`, or nil for other functions.
  func callForm(
    _ name: Name, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin, _ range: SourceRange
  ) -> Node? {
    guard name.text == "each" || name.text == "pages", arguments.count == 1, environment.dialect == .eduscript else {
      return nil
    }
    guard case .dotted(let dotted) = arguments[0].kind else {
      report(
        "not-a-call", "\(name.text) takes a call", hint: "such as `\(name.text)(provider.resource.list)`",
        origin.place(arguments[0].range))
      return EmptyNode()
    }
    guard let target = target(dotted, origin, arguments[0].range) else { return EmptyNode() }
    guard target.method.isList else {
      report(
        "not-a-list", "\(target.method.qualifiedName) is not a list, so there are no pages for \(name.text)",
        hint: "call it without `\(name.text)`",
        origin.place(arguments[0].range))
      return EmptyNode()
    }
    if let field = target.fields.first {
      report(
        "not-a-call", "\(name.text) takes a call, nothing behind it",
        hint: "put it behind the parenthesis: `\(name.text)(…).\(field.text)`", origin.place(field.range))
    }
    let mode: PagedCallNode.Mode = name.text == "each" ? .items : .pages
    return call(target, dotted, mode, scope, origin, arguments[0].range)
  }

  private func call(
    _ target: CallTarget, _ name: DottedName, _ mode: PagedCallNode.Mode, _ scope: Scope?, _ origin: Origin,
    _ range: SourceRange
  ) -> Node {
    let arguments = name.arguments ?? []
    add(CallCheck(target.method, source: origin.source).check(arguments, at: range))
    let call = Call(
      provider: target.provider, profile: target.profile, resource: target.method.resource, method: target.method.name,
      arguments: [], source: origin.source, range: range)
    let nodes = arguments.map { (name: $0.name?.text, node: compile($0.value, scope, origin), range: $0.value.range) }
    return PagedCallNode(
      call, nodes.map { .init(name: $0.name, node: $0.node, range: $0.range) }, mode, origin.place(range))
  }
}

/// The method that a dotted name means, and the fields behind it.
struct CallTarget {
  let provider: String
  let profile: String?
  let method: MethodSignature
  let fields: ArraySlice<Name>
}

extension Compiler {
  /// Finds the method; reports what is unknown with the nearest name.
  private func target(_ name: DottedName, _ origin: Origin, _ range: SourceRange) -> CallTarget? {
    guard let catalog = environment.catalog else {
      reportUnknown(name.head, 0, nil, origin)
      return nil
    }
    let isProvider = catalog.providers.contains(name.head.text)
    if let use = origin.provider, name.profile == nil {
      let isResource = catalog.resources(of: use.name).contains(name.head.text)
      let isRequest = name.head.text == "request" && name.arguments != nil
      if isRequest { return request(use.name, use.profile, name.members, name.head, catalog, origin) }
      if isResource || (!isProvider && catalog.isOpen(use.name)) {
        return method(use.name, use.profile, name.head, name.members, catalog, origin)
      }
    }
    guard isProvider else {
      reportHead(name, catalog, origin)
      return nil
    }
    let provider = name.head.text
    let profile = name.profile.map { $0.text.hasPrefix("@") ? String($0.text.dropFirst()) : $0.text }
    guard let first = name.members.first else {
      reportIncomplete(provider, catalog, origin.place(range))
      return nil
    }
    if first.text == "request" {
      return request(provider, profile, Array(name.members.dropFirst()), first, catalog, origin)
    }
    return method(provider, profile, first, Array(name.members.dropFirst()), catalog, origin)
  }

  private func request(
    _ provider: String, _ profile: String?, _ fields: [Name], _ name: Name, _ catalog: any Catalog, _ origin: Origin
  ) -> CallTarget? {
    guard let method = catalog.method(of: provider, resource: nil, name: "request") else {
      report("unknown-method", "\(provider) has no method `request`", origin.place(name.range))
      return nil
    }
    return CallTarget(provider: provider, profile: profile, method: method, fields: fields[...])
  }

  private func method(
    _ provider: String, _ profile: String?, _ resource: Name, _ members: [Name], _ catalog: any Catalog,
    _ origin: Origin
  ) -> CallTarget? {
    let resources = catalog.resources(of: provider)
    guard resources.contains(resource.text) || catalog.isOpen(provider) else {
      let hint = resources.nearest(to: resource.text)
      report(
        "unknown-resource", "\(provider) has no resource `\(resource.text)`",
        hint: hint.map { "did you mean `\($0)`?" } ?? list(resources), origin.place(resource.range))
      return nil
    }
    let methods = catalog.methods(of: provider, resource: resource.text).map(\.name)
    guard let name = members.first else {
      report(
        "incomplete-call", "\(provider).\(resource.text) is a resource: name a method",
        hint: list(methods) ?? "such as `\(provider).\(resource.text).list`",
        origin.place(resource.range))
      return nil
    }
    guard let method = catalog.method(of: provider, resource: resource.text, name: name.text) else {
      let hint = methods.nearest(to: name.text)
      report(
        "unknown-method", "\(provider).\(resource.text) has no method `\(name.text)`",
        hint: hint.map { "did you mean `\($0)`?" } ?? list(methods), origin.place(name.range))
      return nil
    }
    return CallTarget(provider: provider, profile: profile, method: method, fields: members.dropFirst())
  }

  /// Reports a name that is a provider and nothing more; false where it is none.
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

  private func list(_ names: [String]) -> String? {
    names.isEmpty ? nil : "there are " + names.sorted().map { "`\($0)`" }.joined(separator: ", ")
  }

  private func reportHead(_ name: DottedName, _ catalog: any Catalog, _ origin: Origin) {
    let head = name.head.text
    let owners = catalog.providers.filter { catalog.resources(of: $0).contains(head) }
    if name.profile == nil, let owner = owners.first {
      report(
        "unknown-name", "\(head) is a resource of \(owners.joined(separator: " and ")), which is not in use",
        hint: "write `\(owner).\(head)`, or `use \(owner)` before", origin.place(name.head.range))
      return
    }
    if name.profile != nil || name.members.count > 1 {
      let hint = catalog.providers.nearest(to: head).map { "did you mean `\($0)`?" }
      report(
        "unknown-provider", "there is no provider `\(head)`", hint: hint ?? list(catalog.providers),
        origin.place(name.head.range))
      return
    }
    var names = catalog.providers
    if let use = origin.provider { names += catalog.resources(of: use.name) }
    let hint = names.nearest(to: head).map { "did you mean `\($0)`?" }
    report(
      "unknown-name", "\(head) is neither a function, nor a provider, nor a resource of the provider in use",
      hint: hint ?? (origin.provider == nil ? "`use provider` names the provider for bare resource names" : nil),
      origin.place(name.head.range))
  }
}
