import Diagnostics
import JSON

// `import` and `include`.

extension Compiler {
  /// Adds the imported definitions and data to the scope.
  func load(_ imports: [Import], _ scope: Scope?, _ origin: Origin) -> Scope? {
    var scope = scope
    for one in imports {
      guard let modules = environment.modules else {
        reportModule("module not found: \(one.path.string)", one, origin)
        continue
      }
      switch one.binding {
      case .data(let name):
        guard let data = data(one, modules, origin) else {
          missingModules.insert(name.text)
          continue
        }
        scope = Scope(.constant(name.text, data), in: scope)
        scope = Scope(.constant("\(name.text)::\(name.text)", data), in: scope)
      case .module(let name):
        let faults = diagnostics.count
        let definitions = definitions(one, modules, origin)
        if definitions == nil || diagnostics.count > faults { missingModules.insert(name.text) }
        for definition in definitions ?? [] {
          let full = "\(name.text)::\(definition.syntax.name.text)"
          scope = Scope(.function(full, definition.arity, definition), in: scope)
        }
      case .include:
        for definition in definitions(one, modules, origin) ?? [] {
          scope = Scope(.function(definition.syntax.name.text, definition.arity, definition), in: scope)
        }
      }
    }
    return scope
  }

  private func reportModule(_ message: String, _ one: Import, _ origin: Origin) {
    let hint = advice(
      "it is looked for beside the file, then in the folders of `-L`, as \(one.path.string).eduscript or .jq")
    report("module", message, hint: message.hasPrefix("module not found") ? hint : nil, origin.place(one.pathRange))
  }

  private func data(_ one: Import, _ modules: any ModuleLoader, _ origin: Origin) -> Value? {
    do throws(ModuleError) {
      return try modules.data(one.path.string, search: one.search, origin: origin.source)
    } catch {
      reportModule(error.message, one, origin)
      return nil
    }
  }

  /// Whether a name belongs to a module that could not be loaded, which has already been reported.
  func isOfMissingModule(_ name: String) -> Bool {
    missingModules.contains { name == $0 || name.hasPrefix($0 + "::") }
  }

  /// Returns the definitions of a module, in order; nil if it cannot be loaded. Each definition sees the module's
  /// imports and the definitions before it.
  private func definitions(_ one: Import, _ modules: any ModuleLoader, _ origin: Origin) -> [Definition]? {
    let source: SourceText
    do throws(ModuleError) {
      source = try modules.module(one.path.string, search: one.search, origin: origin.source)
    } catch {
      reportModule(error.message, one, origin)
      return nil
    }
    if let known = loaded[source.name] { return known }
    guard !loading.contains(source.name) else {
      reportModule("circular import of \(source.name)", one, origin)
      return nil
    }
    loading.append(source.name)
    defer { loading.removeLast() }
    let result = definitions(in: source, isScript: source.name.hasSuffix(".eduscript"))
    loaded[source.name] = result
    return result
  }

  private func definitions(in source: SourceText, isScript: Bool) -> [Definition] {
    var parser = Parser(source, dialect: isScript ? .eduscript : .jq)
    let module = parser.parseProgram()
    add(module.diagnostics)
    let origin = Origin(source: source, place: nil, account: environment.account)
    let outer = layout
    layout = root
    defer { layout = outer }
    var scope = load(module.imports, moduleScope, origin)
    if let body = module.body, !isScript || !module.hasErrors {
      report("module", "library should only have function definitions, not a main expression", origin.place(body.range))
    }
    var result: [Definition] = []
    for syntax in module.definitions {
      let definition = Definition(syntax, origin, scope, root)
      definition.isUsed = true
      result.append(definition)
      scope = Scope(.function(syntax.name.text, definition.arity, definition), in: scope)
    }
    return result
  }

  /// `modulemeta`: reads the module named by the input.
  func moduleMetadata(_ place: Place) -> Node {
    let modules = environment.modules
    return NativeNode0(place) { (value: consuming Value) throws(Thrown) in
      guard let path = value.text?.string else {
        throw Thrown(.text("modulemeta input module name must be a string"))
      }
      guard let modules else { throw Thrown(.text("module not found: \(path)")) }
      let source: SourceText
      do throws(ModuleError) {
        source = try modules.module(path, search: nil, origin: place.source)
      } catch {
        throw Thrown(.text(error.message))
      }
      var parser = Parser(source, dialect: .jq)
      return parser.parseProgram().metadata
    }
  }
}

extension Import {
  var search: Value? { metadata?["search"] }

  /// The entry in `modulemeta`: the metadata, then the import.
  fileprivate var description: Value {
    var object = metadata?.object ?? Object()
    switch binding {
    case .module(let name):
      object["as"] = Value(name.text)
      object["is_data"] = false
    case .data(let name):
      object["as"] = Value(name.text)
      object["is_data"] = true
    case .include: object["is_data"] = false
    }
    object["relpath"] = Value(path)
    return Value(object)
  }
}

extension ParsedProgram {
  fileprivate var metadata: Value {
    var object = directive?.object ?? Object()
    object["deps"] = Value(imports.map(\.description))
    object["defs"] = Value(definitions.map { Value("\($0.name.text)/\($0.parameters.count)") })
    return Value(object)
  }
}

extension ParsedProgram {
  fileprivate var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
