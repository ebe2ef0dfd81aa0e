import Diagnostics
import Query

extension NameWalker {
  mutating func walk(_ expression: Expression) {
    note()
    switch expression.kind {
    case .variable(let name): if let found = variable(name.text) { refer(name.range, .declared(found)) }
    case .function(let name, let arguments): walk(name, arguments)
    case .dotted(let name): walk(name)
    case .breakOut(let name): if let found = label(name.text) { refer(name.range, .declared(found)) }
    case .define(let definition, let body):
      inside { walker in
        walker.define(definition)
        walker.walk(body)
      }
    case .label(let name, let body):
      inside { walker in
        walker.declare(Declaration(.label, name, in: walker.source, range: name.range))
        walker.walk(body)
      }
    case .bind(let origin, let patterns, let body):
      bind(origin, patterns, expression.range) { $0.walk(body) }
    case .reduce(let origin, let patterns, let initial, let update):
      walk(initial)
      bind(origin, patterns, expression.range) { $0.walk(update) }
    case .foreach(let origin, let patterns, let initial, let update, let extract):
      walk(initial)
      bind(origin, patterns, expression.range) { walker in
        for one in [update, extract].compactMap(\.self) { walker.walk(one) }
      }
    case .object(let members):
      for member in members {
        if case .variable(let name) = member.key, member.value == nil, let found = variable(name.text) {
          refer(name.range, .declared(found), as: .shorthand)
        }
      }
      for child in expression.children { walk(child) }
    default: for child in expression.children { walk(child) }
    }
  }

  /// Declares a function. Its body can refer to the function itself and its parameters.
  mutating func define(_ definition: FunctionDefinition) {
    let declaration = Declaration(definition, in: source)
    declare(declaration)
    inside { walker in
      for parameter in definition.parameters {
        let whole = Declaration(.argument, parameter.name, in: walker.source, range: declaration.head)
        walker.declare(whole)
        guard parameter.isValue else { continue }
        walker.declare(Declaration(.binding, parameter.name, in: walker.source, range: declaration.head))
      }
      walker.note()
      walker.walk(definition.body)
    }
  }

  private mutating func bind(
    _ origin: Expression, _ patterns: [Pattern], _ range: SourceRange, _ body: (inout NameWalker) -> Void
  ) {
    walk(origin)
    let isPlain = patterns.count == 1
    let known = isPlain ? shape(of: origin) : nil
    inside { walker in
      for pattern in patterns { walker.declare(pattern, within: range, shape: known) }
      walker.note()
      body(&walker)
    }
  }

  private mutating func declare(_ pattern: Pattern, within range: SourceRange, shape: ShapeCheck.Known? = nil) {
    switch pattern {
    case .variable(let name): bind(name, within: range, shape: shape)
    case .array(let elements): for element in elements { declare(element, within: range) }
    case .object(let members):
      for (key, value) in members {
        switch key {
        case .variable(let name): bind(name, within: range, as: value == nil ? .shorthand : .bindingKey)
        case .name: break
        case .string(let template): for one in template.interpolations { walk(one) }
        case .expression(let inner): walk(inner)
        }
        if let value { declare(value, within: range) }
      }
    }
  }

  private mutating func walk(_ name: Name, _ arguments: [Expression]) {
    refer(to: name, arity: arguments.count)
    for argument in arguments { walk(argument) }
  }

  /// Refers to a name without members: a function, a builtin, or the head of a call.
  private mutating func refer(to name: Name, arity: Int) {
    if let found = function(name.text, arity) { return refer(name.range, .declared(found)) }
    if isBuiltin(name.text, arity) { return refer(name.range, .builtin(name: name.text, arity: arity)) }
    guard let catalog, arity == 0 else { return }
    if let account, catalog.resources(of: account.provider).contains(name.text) {
      refer(name.range, .resource(provider: account.provider, name: name.text))
    } else if catalog.providers.contains(name.text) {
      refer(name.range, .provider(name.text))
    }
  }

  private static let builtins = Set(Builtin.all.map { ScriptParser.Signature(name: $0.name, arity: $0.arity) })

  private func isBuiltin(_ name: String, _ arity: Int) -> Bool {
    if name == "each" || name == "pages" { return arity == 1 }
    return Self.builtins.contains(.init(name: name, arity: arity))
  }

  /// Walks a call, or a function followed by fields.
  private mutating func walk(_ name: DottedName) {
    let method = refer(to: name)
    for argument in name.arguments ?? [] {
      if let key = argument.name { refer(key, of: method) }
      if argument.name == nil, case .object(let members) = argument.value.kind {
        for member in members { if case .name(let key) = member.key { refer(key, of: method) } }
      }
      walk(argument.value)
    }
  }

  private mutating func refer(_ key: Name, of method: MethodSignature?) {
    guard let method, let parameter = method.parameters.first(where: { $0.name == key.text }) else { return }
    refer(key.range, .parameter(parameter, of: method))
  }

  /// Resolves the method of a call in the same way as the compiler.
  private mutating func refer(to name: DottedName) -> MethodSignature? {
    guard let catalog else { return nil }
    let isLocal = name.profile == nil && name.arguments == nil
    if isLocal, function(name.head.text, 0) != nil || isBuiltin(name.head.text, 0) {
      refer(to: name.head, arity: 0)
      return nil
    }
    guard let found = CallResolver(catalog, current: account).resolve(name) else { return nil }
    let (provider, words) = (found.account.provider, name.words)
    if found.isQualified { refer(name.head.range, .provider(provider)) }
    if let index = found.resourceIndex, index < words.count {
      refer(words[index].range, .resource(provider: provider, name: words[index].text))
    }
    if let method = found.method { refer(words[found.methodIndex].range, .method(method)) }
    return found.method
  }
}
