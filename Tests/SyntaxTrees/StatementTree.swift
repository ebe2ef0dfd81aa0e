import JSON
package import Query
package import Script

/// The tree of a script as text, one statement per line, for comparison.
package func tree(_ script: Script) -> String { script.statements.map(tree).joined(separator: "\n") }

func tree(_ statement: Statement) -> String {
  switch statement.kind {
  case .expression(let expression): tree(expression)
  case .bind(let name, let value): node("let", name.text, tree(value))
  case .use(let target): node("use", target.text)
  case .parameter(let parameter): tree(parameter)
  case .define(let definition): node("def", tree(definition))
  case .load(let directive): tree(directive)
  case .loop(let loop): tree(loop)
  case .decide(let branches, let otherwise):
    node("decide", branches.flatMap { [tree($0.condition), tree($0.body)] } + [otherwise.map(tree) ?? "_"])
  case .protect(let body, let name, let handler): node("do", tree(body), name.text, tree(handler))
  case .assert(let condition, let message): node("assert", tree(condition), message.map(tree) ?? "_")
  case .print(let value): node("print", tree(value))
  case .warn(let value): node("warn", tree(value))
  case .give(let value): node("give", tree(value))
  case .skip(let message): node("skip", message.map(tree) ?? "_")
  case .fail(let message): node("fail", tree(message))
  case .save(let value, let path, let options): node("save", [value, path, options].compactMap(\.self).map(tree))
  case .append(let value, let path, let options): node("append", [value, path, options].compactMap(\.self).map(tree))
  case .wait(.duration(let duration)): node("wait", tree(duration))
  case .wait(.condition(let condition, let every, let limit)):
    node("wait until", tree(condition), every.map(tree) ?? "_", limit.map(tree) ?? "_")
  case .run(let path, let parameters): node("run", tree(path), parameters.map(tree) ?? "_")
  case .login(let target, let arguments): node("login", [target.text] + arguments.map(tree))
  case .logout(let target): node("logout", target.text)
  case .confirm(let message): node("confirm", tree(message))
  case .stop(let status): node("stop", status.map(tree) ?? "_")
  case .command(let command):
    node("command", [command.name.text, command.expression.map(tree) ?? command.rest] + command.words.map(\.text))
  }
}

func tree(_ block: Block) -> String { "{" + block.statements.map(tree).joined(separator: "; ") + "}" }

func tree(_ parameter: Parameter) -> String {
  node(
    "param", parameter.name.text, parameter.kind?.rawValue ?? "_", parameter.defaultValue.map(tree) ?? "_",
    parameter.help ?? "_")
}

func tree(_ loop: Loop) -> String {
  let more = [
    loop.result.map { "let " + $0.text }, loop.isOnce ? "once" : nil, loop.key.map { "by " + tree($0) },
    loop.most.map { "at most " + tree($0) }, loop.delay.map { "after " + tree($0) },
  ].compactMap(\.self)
  return node(
    "for",
    [
      loop.name.text, tree(loop.source), loop.parallel.map(tree) ?? "_", loop.retry.map(tree) ?? "_",
      loop.keepsGoing ? "keep going" : "_",
    ] + more + [tree(loop.body)])
}

package func tree(_ directive: Import) -> String {
  let binding =
    switch directive.binding {
    case .module(let name): name.text
    case .data(let name): "$" + name.text
    case .include: "_"
    }
  return node("import", directive.path.string, binding, directive.metadata?.json() ?? "_")
}

func tree(_ argument: CallArgument) -> String { (argument.name.map { $0.text + ": " } ?? "") + tree(argument.value) }
