import Diagnostics
import JSON

// Strings, formats, objects, variables and patterns.

extension Compiler {
  func string(_ template: StringTemplate, _ scope: Scope?, _ origin: Origin) -> Node {
    let whole = Expression(.string(template), template.range)
    if let other = redefined(whole, scope) { return compile(other, scope, origin) }
    let encoding = template.format.flatMap { self.encoding($0) }
    let constant = template.constant
    // As in jq, the format matters only if something is interpolated.
    if let name = template.format, encoding == nil, constant == nil || environment.dialect == .eduscript {
      return unknownFormat(name, origin)
    }
    if let constant { return LiteralNode(Value(constant)) }
    let parts = template.parts.map { part -> StringNode.Part in
      switch part {
      case .text(let text): .text(text)
      case .interpolation(let expression): .interpolation(interpolated(expression, encoding, scope, origin))
      }
    }
    return text(
      StringNode(
        parts, format: encoding ?? .text, tellsNulls: environment.dialect == .eduscript && !origin.isBuiltin,
        origin.place(template.range)))
  }

  /// Compiles an interpolated value. In a plan, an encoding that hides a placeholder requires a known value.
  private func interpolated(_ expression: Expression, _ encoding: Encoding?, _ scope: Scope?, _ origin: Origin) -> Node
  {
    let node = compile(expression, scope, origin)
    return encoding == nil || encoding == .text || encoding == .json
      ? node : known(node, origin.place(expression.range))
  }

  func format(_ name: Name, _ origin: Origin) -> Node {
    guard let encoding = self.encoding(name) else { return unknownFormat(name, origin) }
    let place = origin.place(name.range)
    let node = NativeNode0(place) { (value: consuming Value) throws(Thrown) in try encoding.apply(value) }
    guard environment.isPlanning, encoding != .text, encoding != .json else { return node }
    return PipeNode(KnownNode(IdentityNode(), place), node)
  }

  private func encoding(_ name: Name) -> Encoding? {
    Encoding(rawValue: name.text.hasPrefix("@") ? String(name.text.dropFirst()) : name.text)
  }

  /// jq reports an unknown format only at run time.
  private func unknownFormat(_ name: Name, _ origin: Origin) -> Node {
    let text = name.text.hasPrefix("@") ? String(name.text.dropFirst()) : name.text
    if environment.dialect == .eduscript {
      let nearest = Encoding.allCases.map(\.rawValue).nearest(to: text)
      report(
        "unknown-format", "\(text) is not a valid format",
        hint: nearest.map { "did you mean `@\($0)`?" }
          ?? "known formats: " + Encoding.allCases.map { "`@\($0.rawValue)`" }.joined(separator: ", "),
        origin.place(name.range))
    }
    return RaiseNode(LiteralNode(Value("\(text) is not a valid format")), origin.place(name.range))
  }

  func object(_ members: [ObjectMember], _ scope: Scope?, _ origin: Origin) -> Node {
    let node = ObjectNode(members.map { member($0, scope, origin) })
    let isConstant = node.members.allSatisfy { $0.name != nil && $0.value is LiteralNode }
    guard isConstant else { return node }
    var object = Object(minimumCapacity: node.members.count)
    for member in node.members {
      if let name = member.name, let literal = member.value as? LiteralNode { object[name] = literal.value }
    }
    return LiteralNode(.object(object))
  }

  private func member(_ member: ObjectMember, _ scope: Scope?, _ origin: Origin) -> ObjectNode.Member {
    let value = member.value.map { compile($0, scope, origin) }
    switch member.key {
    case .name(let name):
      return .init(key: LiteralNode(Value(name.text)), value: value, place: origin.place(name.range))
    case .string(let template):
      return .init(key: string(template, scope, origin), value: value, place: origin.place(template.range))
    case .variable(let name):
      let variable = variable(name, scope, origin)
      if let value { return .init(key: variable, value: value, place: origin.place(name.range)) }
      return .init(key: LiteralNode(Value(name.text)), value: variable, place: origin.place(name.range))
    case .location:
      let range = SourceRange(0, 0)
      let location = compile(Expression(.location, range), scope, origin)
      return .init(key: LiteralNode("__loc__"), value: value ?? location, place: origin.place(range))
    case .expression(let expression):
      return .init(key: compile(expression, scope, origin), value: value, place: origin.place(expression.range))
    }
  }

  func variable(_ name: Name, _ scope: Scope?, _ origin: Origin) -> Node {
    if let label = name.labelName, let variable = scope.label(label) {
      return LabelValueNode(levels: layout.depth - variable.layout.depth, slot: variable.slot)
    }
    switch scope.variable(name.text) {
    case .variable(_, let variable):
      return VariableNode(levels: layout.depth - variable.layout.depth, slot: variable.slot)
    case .constant(_, let value): return LiteralNode(value)
    default: break
    }
    switch name.text {
    case "ENV": return EnvironmentNode()
    case "__prog_args" where environment.dialect == .eduscript: return ProgramArgumentsNode()
    case let text where isOfMissingModule(text): return EmptyNode()
    default:
      report(
        "unknown-variable", "$\(name.text) is not defined", hint: nearestVariable(name.text, scope),
        origin.place(name.range))
      return EmptyNode()
    }
  }

  private func nearestVariable(_ name: String, _ scope: Scope?) -> String? {
    if let near = scope.variableNames.nearest(to: name) { return "did you mean `$\(near)`?" }
    return advice("`let \(name) = …` binds it on a line before")
  }

  /// `source as patterns | body`
  func bind(
    _ source: Expression, _ patterns: [Pattern], _ body: Expression, _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> Node {
    let value = compile(source, scope, origin)
    if patterns.count == 1, case .variable(let name) = patterns[0] {
      return bind(value, name.text, scope) { compile(body, $0, origin) }
    }
    let (bound, inner) = binding(patterns, scope, origin, place)
    return BindNode(value, Binding(bound), compile(body, inner, origin))
  }

  /// Binds a name to a value, at compile time if the value is constant.
  func bind(_ value: Node, _ name: String, _ scope: Scope?, _ body: (Scope?) -> Node) -> Node {
    if let literal = value as? LiteralNode { return body(Scope(.constant(name, literal.value), in: scope)) }
    let variable = layout.allocate()
    return BindNode(value, slot: variable.slot, body(Scope(.variable(name, variable), in: scope)))
  }

  /// Compiles patterns. The returned scope has the variables of all patterns.
  func binding(
    _ patterns: [Pattern], _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> (Patterns, Scope?) {
    var slots: [String: Variable] = [:]
    var inner = scope
    for name in patterns.flatMap(\.boundNames).map(\.text) where slots[name] == nil {
      let variable = layout.allocate()
      slots[name] = variable
      inner = Scope(.variable(name, variable), in: inner)
    }
    // Computed keys do not see the variables of their own pattern.
    let matchers = patterns.map { pattern in
      var free = slots
      return matcher(pattern, &free, scope, origin)
    }
    return (Patterns(alternatives: matchers, slots: slots.values.map(\.slot), place: place), inner)
  }

  /// Compiles a pattern in matching order. If several places bind the same variable, only the first one finds its slot
  /// among the `free` ones.
  private func matcher(
    _ pattern: Pattern, _ free: inout [String: Variable], _ scope: Scope?, _ origin: Origin
  ) -> Matcher {
    switch pattern {
    case .variable(let name): return .variable(slot: take(name, &free))
    case .array(let elements):
      return .array(elements.reversed().map { matcher($0, &free, scope, origin) }.reversed())
    case .object(let members):
      return .object(
        members.map { key, value in
          let (node, slot): (Node, Int?) =
            switch key {
            case .variable(let name): (LiteralNode(Value(name.text)), take(name, &free))
            case .name(let name): (LiteralNode(Value(name.text)), nil)
            case .string(let template): (string(template, scope, origin), nil)
            case .expression(let expression): (compile(expression, scope, origin), nil)
            }
          return .init(key: node, slot: slot, value: value.map { matcher($0, &free, scope, origin) })
        })
    }
  }

  private func take(_ name: Name, _ free: inout [String: Variable]) -> Int {
    free.removeValue(forKey: name.text)?.slot ?? layout.allocate().slot
  }
}
