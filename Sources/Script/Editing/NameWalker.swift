import Diagnostics
import JSON
import Query

/// Walks statements and tracks the names in scope.
struct NameWalker {
  private(set) var source: SourceText
  let catalog: (any Catalog)?
  let modules: (any ModuleLoader)?
  private(set) var index = NameIndex()
  /// The offsets of unclosed brackets; set if the scope at the end of the text is needed.
  var openBrackets: [Int]?
  private var visible = VisibleDeclarations()
  /// The scope, account and last value at the latest noted place.
  private var noted: (visible: VisibleDeclarations, account: Account?, last: Shape?) = (.init(), nil, nil)
  private var scope = Scope()
  private var shapes: [String: ShapeCheck.Known] = [:]
  private var last: ShapeCheck.Known?
  private var bytes: [UInt8]

  init(_ source: SourceText, catalog: (any Catalog)?, modules: (any ModuleLoader)?) {
    self.source = source
    self.catalog = catalog
    self.modules = modules
    bytes = Array(source.text.utf8)
  }

  /// Continues with a text that has the same beginning.
  mutating func goOn(in text: SourceText) {
    (source, bytes, index) = (text, Array(text.text.utf8), NameIndex())
  }

  mutating func walk(_ statements: [Statement]) {
    for statement in statements {
      note()
      word(of: statement)
      walk(statement)
      if isFinished(statement.range) { note() }
    }
  }

  /// Processes only the declarations of statements, to determine the scope after them.
  mutating func declare(_ statements: ArraySlice<Statement>) {
    let final = statements.last { if case .expression = $0.kind { true } else { false } }
    for statement in statements {
      switch statement.kind {
      case .bind(let name, let expression): declare(name, shape(of: expression), statement.range)
      case .loop(let loop): if let result = loop.result { declare(result, nil, statement.range) }
      case .expression(let expression):
        if statement.range == final?.range { last = expression.hasOneOutput ? shape(of: expression) : nil }
      case .use, .parameter, .define, .load: walk(statement)
      case .print, .warn, .confirm, .fail, .give, .skip, .wait, .assert, .decide, .protect, .save, .append, .stop, .run,
        .login, .logout, .command:
        break
      }
    }
  }

  private mutating func declare(_ name: Name, _ known: ShapeCheck.Known?, _ range: SourceRange) {
    var declaration = Declaration(.variable, name, in: source, range: range)
    declaration.help = source.comment(above: range.lower)
    bind(declaration, known)
  }

  private mutating func walk(_ block: Block, binding declaration: Declaration? = nil) {
    let (outer, around, input, known) = (visible, scope, last, shapes)
    if let declaration {
      scope.bind(declaration.name, .null)
      declare(declaration)
    }
    // A missing block has no contents.
    if block.range.lower < block.range.upper { note() }
    walk(block.statements)
    (visible, scope, last, shapes) = (outer, around, input, known)
  }

  private mutating func walk(_ statement: Statement) {
    switch statement.kind {
    case .expression(let expression):
      walk(expression)
      let known = shape(of: expression)
      last = expression.hasOneOutput ? known : nil
    case .print(let expression), .confirm(let expression), .warn(let expression), .give(let expression),
      .fail(let expression):
      walk(expression)
    case .skip(let message): if let message { walk(message) }
    case .wait(.duration(let duration)): walk(duration)
    case .wait(.condition(let condition, let every, let limit)):
      for one in [condition, every, limit].compactMap(\.self) { walk(one) }
    case .run(let path, let parameters): for one in [path, parameters].compactMap(\.self) { walk(one) }
    case .bind(let name, let expression): bind(name, expression, statement.range)
    case .use(let target):
      walk(target)
      scope.account = target.account(catalog, current: nil)
    case .parameter(let parameter): walk(parameter)
    case .define(let definition):
      define(definition)
      scope.define(definition, in: source)
    case .load(let directive): load(directive)
    case .loop(let loop): walk(loop, statement.range)
    case .decide(let branches, let otherwise):
      for branch in branches {
        walk(branch.condition)
        walk(branch.body)
      }
      if let otherwise { walk(otherwise) }
    case .protect(let body, let name, let handler):
      walk(body)
      walk(handler, binding: Declaration(.error, name, in: source, range: name.range))
    case .assert(let condition, let message): for one in [condition, message].compactMap(\.self) { walk(one) }
    case .save(let value, let path, let options), .append(let value, let path, let options):
      for one in [value, path, options].compactMap(\.self) { walk(one) }
    case .login(let target, let arguments):
      walk(target)
      for one in arguments { walk(one.value) }
    case .logout(let target): walk(target)
    case .stop(let status): if let status { walk(status) }
    case .command(let command): if let expression = command.expression { walk(expression) }
    }
  }

  // MARK: Declarations

  private mutating func bind(_ name: Name, _ expression: Expression, _ range: SourceRange) {
    walk(expression)
    declare(name, shape(of: expression), range)
  }

  private mutating func walk(_ parameter: Parameter) {
    if let value = parameter.defaultValue { walk(value) }
    var declaration = Declaration(.parameter, parameter.name, in: source, range: parameter.range)
    declaration.help = parameter.help
    bind(declaration, nil)
  }

  private mutating func walk(_ loop: Loop, _ range: SourceRange) {
    walk(loop.source)
    for one in loop.options { walk(one) }
    let end = ([loop.source] + loop.options).map(\.range.upper).max() ?? range.upper
    let head = SourceRange(range.lower, end)
    var declaration = Declaration(.row, loop.name, in: source, range: head)
    let known = shape(of: loop.source)
    declaration.shape = known?.shape
    let outer = shapes
    shapes[loop.name.text] = known
    walk(loop.body, binding: declaration)
    shapes = outer
    if let result = loop.result { declare(result, nil, range) }
  }

  private mutating func bind(_ declaration: Declaration, _ known: ShapeCheck.Known?) {
    var declaration = declaration
    declaration.shape = known?.shape
    scope.bind(declaration.name, .null)
    shapes[declaration.name] = known
    declare(declaration)
  }

  private mutating func walk(_ target: Target) {
    guard !target.provider.text.isEmpty else { return }
    refer(target.provider.range, .provider(target.provider.text))
  }

  private mutating func load(_ directive: Import) {
    scope.load(directive, in: source)
    if case .data(let name) = directive.binding {
      declare(Declaration(.data, name, in: source, range: directive.range))
      return declare(
        Declaration(.data, Name("\(name.text)::\(name.text)", name.range), in: source, range: directive.range))
    }
    let search = directive.metadata?["search"]
    guard let module = try? modules?.module(directive.path.string, search: search, origin: source) else { return }
    index.modules.append((directive.pathRange, module))
    refer(directive.pathRange, .module(module))
    var parser = Parser(module, dialect: module.name.hasSuffix(".eduscript") ? .eduscript : .jq)
    var prefix = ""
    if case .module(let name) = directive.binding { prefix = name.text + "::" }
    for definition in parser.parseProgram().definitions {
      visible.add(Declaration(definition, in: module, prefix: prefix))
    }
  }

  // MARK: Scope

  mutating func declare(_ declaration: Declaration, as role: NameIndex.Role = .name) {
    guard !declaration.name.isEmpty else { return }
    visible.add(declaration)
    index.declarations.append(declaration)
    refer(declaration.nameRange, .declared(declaration), as: role)
  }

  /// Walks a nested scope and then restores the outer one.
  mutating func inside(_ body: (inout NameWalker) -> Void) {
    let (outer, known) = (visible, shapes)
    body(&self)
    (visible, shapes) = (outer, known)
  }

  /// Declares a variable that an expression binds.
  mutating func bind(
    _ name: Name, within range: SourceRange, shape: ShapeCheck.Known? = nil, as role: NameIndex.Role = .name
  ) {
    var declaration = Declaration(.binding, name, in: source, range: range, head: name.range)
    declaration.shape = shape?.shape
    shapes[name.text] = shape
    declare(declaration, as: role)
  }

  mutating func refer(_ range: SourceRange, _ meaning: NameIndex.Meaning, as role: NameIndex.Role = .name) {
    index.references.append(.init(range: range, meaning: meaning, role: role))
  }

  func variable(_ name: String) -> Declaration? { visible[.variable(name)] }

  func label(_ name: String) -> Declaration? { visible[.label(name)] }

  func function(_ name: String, _ arity: Int) -> Declaration? { visible[.filter(name, arity)] }

  var account: Account? { scope.account }

  func shape(of expression: Expression) -> ShapeCheck.Known? {
    var check = ShapeCheck(scope: scope, source: source, catalog: catalog, variables: shapes)
    return check.outputs(expression, on: last)
  }

  /// Notes the current scope, in case the text ends here.
  mutating func note() {
    guard openBrackets != nil else { return }
    noted = (visible, scope.account, last?.shape)
  }

  /// The names in scope at the end of the text.
  var visibleAtEnd: VisibleNames {
    var names = VisibleNames()
    for declaration in noted.visible.all where declaration.kind != .label {
      if declaration.isFilter { names.functions.append(declaration) } else { names.variables.append(declaration) }
    }
    names.account = noted.account
    names.last = noted.last
    return names
  }

  /// Whether a statement ends before the end of the text.
  private func isFinished(_ range: SourceRange) -> Bool {
    guard let openBrackets, !openBrackets.contains(where: { $0 >= range.lower }) else { return false }
    return bytes.dropFirst(max(0, range.upper - 1)).contains { byte in
      [UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "}")].contains(byte)
    }
  }

  private mutating func word(of statement: Statement) {
    if case .expression = statement.kind { return }
    let letters = bytes.dropFirst(statement.range.lower).prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    let range = SourceRange(statement.range.lower, statement.range.lower + letters.count)
    refer(range, .statement(String(decoding: letters, as: UTF8.self)))
  }
}
