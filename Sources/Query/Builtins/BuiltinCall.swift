import Diagnostics
import JSON

/// A call of a builtin that builds its own node.
struct BuiltinCall {
  let compiler: Compiler
  let arguments: [Expression]
  let scope: Scope?
  let origin: Origin
  let place: Place

  /// The index of the argument that is a condition; plans refuse placeholders there.
  var condition: Int?

  /// Compiles an argument to a filter.
  func node(_ index: Int) -> Node {
    let node = compiler.compile(arguments[index], scope, origin)
    return index == condition ? compiler.known(node, origin.place(arguments[index].range)) : node
  }

  /// Compiles an argument to a filter that may be re-entered while it runs.
  func reentrant(_ index: Int) -> Node { compiler.reentrant { node(index) } }

  /// Evaluates an argument before the node runs, once for each of its outputs, like jq's `$parameter`.
  func bind(_ index: Int, _ body: (Node) -> Node) -> Node {
    let value = node(index)
    if value is LiteralNode || value is VariableNode { return body(value) }
    let variable = compiler.layout.allocate()
    return BindNode(value, slot: variable.slot, body(VariableNode(levels: 0, slot: variable.slot)))
  }

  /// `.[]`
  var iterate: Node { IterateNode(IdentityNode(), place) }
}

extension Compiler {
  /// Compiles a call of a builtin.
  func call(
    _ builtin: Builtin, _ arguments: [Expression], _ scope: Scope?, _ origin: Origin, _ place: Place
  ) -> Node {
    var call = BuiltinCall(compiler: self, arguments: arguments, scope: scope, origin: origin, place: place)
    call.condition = Self.condition(of: builtin)
    func nodes() -> [Node] { arguments.indices.map(call.node) }
    func known(_ node: Node) -> Node { self.known(node, of: builtin, origin, place) }
    switch builtin.body {
    case .value(let body):
      let node = known(NativeNode0(place, body))
      let tellsNulls = builtin.name == "tostring" && environment.dialect == .eduscript && !origin.isBuiltin
      return tellsNulls ? NullTextNode(node) : node
    case .context(let body): return ContextNode(place, body)
    case .value1(let body): return known(NativeNode(nodes(), place, .one(body)))
    case .value2(let body): return known(NativeNode(nodes(), place, .two(body)))
    case .value3(let body): return known(NativeNode(nodes(), place, .three(body)))
    case .node(let make): return known(make(call))
    case .jq(let text): return known(self.call(definition(builtin, text, place), arguments, scope, origin, place))
    }
  }

  /// Returns the parsed definition; its nodes report the place of the call.
  private func definition(_ builtin: Builtin, _ text: String, _ place: Place) -> Definition {
    let syntax: FunctionDefinition
    if let known = builtinDefinitions[builtin.signature] {
      syntax = known
    } else {
      let source = SourceText(name: "<builtin>", text: text)
      var parser = Parser(source, dialect: .jq)
      let program = parser.parseProgram()
      guard let parsed = program.definitions.first, program.diagnostics.isEmpty else {
        add(program.diagnostics)
        let nothing = Expression(.missing, SourceRange(0, 0))
        let name = Name(builtin.name, SourceRange(0, 0))
        return Definition(
          FunctionDefinition(name: name, parameters: [], body: nothing, range: SourceRange(0, 0)),
          Origin(source: source, place: place, account: nil), nil, root)
      }
      builtinDefinitions[builtin.signature] = parsed
      syntax = parsed
    }
    return Definition(syntax, Origin(source: place.source, place: place, account: nil), nil, root)
  }
}
