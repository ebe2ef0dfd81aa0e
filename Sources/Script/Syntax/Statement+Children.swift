public import Query

extension Statement {
  /// The blocks directly inside the statement.
  public var blocks: [Block] {
    switch kind {
    case .loop(let loop): [loop.body]
    case .decide(let branches, let otherwise): branches.map(\.body) + [otherwise].compactMap(\.self)
    case .protect(let body, _, let handler): [body, handler]
    case .expression, .bind, .use, .parameter, .define, .load, .assert, .print, .save, .login, .logout, .confirm, .stop,
      .give, .skip, .fail, .warn, .append, .wait, .run, .command:
      []
    }
  }

  /// The expressions directly inside the statement, in text order, without those in blocks.
  public var expressions: [Expression] {
    switch kind {
    case .expression(let one), .bind(_, let one), .give(let one), .fail(let one), .print(let one), .warn(let one),
      .confirm(let one):
      [one]
    case .skip(let one), .stop(let one): [one].compactMap(\.self)
    case .parameter(let parameter): [parameter.defaultValue].compactMap(\.self)
    case .define(let definition): [definition.body]
    case .loop(let loop): [loop.source] + loop.options
    case .decide(let branches, _): branches.map(\.condition)
    case .assert(let condition, let message): [condition, message].compactMap(\.self)
    case .save(let value, let path, let options), .append(let value, let path, let options):
      [value, path, options].compactMap(\.self)
    case .wait(.duration(let span)): [span]
    case .wait(.condition(let condition, let every, let limit)): [condition, every, limit].compactMap(\.self)
    case .run(let path, let parameters): [path, parameters].compactMap(\.self)
    case .login(_, let arguments): arguments.map(\.value)
    case .command(let command): [command.expression].compactMap(\.self)
    case .use, .load, .protect, .logout: []
    }
  }
}
