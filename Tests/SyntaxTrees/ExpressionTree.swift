import JSON
package import Query

/// A tree as one line of brackets, for comparison.
package func tree(_ expression: Expression) -> String {
  switch expression.kind {
  case .identity: "."
  case .recursiveDescent: ".."
  case .literal(let value): value.json()
  case .string(let template): tree(template)
  case .format(let name): "@" + name.text
  case .array(let inner): "[" + (inner.map(tree) ?? "") + "]"
  case .object(let members): "{" + members.map(tree).joined(separator: ", ") + "}"
  case .field(let base, let name): node("field", tree(base), tree(name))
  case .index(let base, let key): node("index", tree(base), tree(key))
  case .slice(let base, let from, let to): node("slice", tree(base), from.map(tree) ?? "_", to.map(tree) ?? "_")
  case .iterate(let base): node("each", tree(base))
  case .optional(let base): node("?", tree(base))
  case .variable(let name): "$" + name.text
  case .location: "$__loc__"
  case .function(let name, let arguments): node(name.text, arguments.map(tree))
  case .dotted(let name): tree(name)
  case .exchange(let number): "@" + (number.map(String.init) ?? "last")
  case .negate(let inner): node("neg", tree(inner))
  case .binary(let symbol, let left, let right): node(symbol.rawValue, tree(left), tree(right))
  case .update(let symbol, let left, let right): node(symbol.rawValue, tree(left), tree(right))
  case .pipe(let left, let right): node("|", tree(left), tree(right))
  case .comma(let left, let right): node(",", tree(left), tree(right))
  case .conditional(let branches, let otherwise):
    node("if", branches.flatMap { [tree($0.condition), tree($0.body)] } + [otherwise.map(tree) ?? "_"])
  case .attempt(let body, let handler): node("try", tree(body), handler.map(tree) ?? "_")
  case .reduce(let source, let patterns, let initial, let update):
    node("reduce", tree(source), tree(patterns), tree(initial), tree(update))
  case .foreach(let source, let patterns, let initial, let update, let extract):
    node("foreach", tree(source), tree(patterns), tree(initial), tree(update), extract.map(tree) ?? "_")
  case .label(let name, let body): node("label", "$" + name.text, tree(body))
  case .breakOut(let name): node("break", "$" + name.text)
  case .bind(let source, let patterns, let body): node("as", tree(source), tree(patterns), tree(body))
  case .define(let definition, let body): node("def", tree(definition), tree(body))
  case .missing: "MISSING"
  }
}

package func tree(_ definition: FunctionDefinition) -> String {
  let parameters = definition.parameters.map { ($0.isValue ? "$" : "") + $0.name.text }.joined(separator: " ")
  return "\(definition.name.text)(\(parameters)) " + tree(definition.body)
}

func node(_ name: String, _ children: String...) -> String { node(name, children) }

func node(_ name: String, _ children: [String]) -> String {
  "(" + ([name] + children).joined(separator: " ") + ")"
}

func tree(_ template: StringTemplate) -> String {
  let parts = template.parts.map { part in
    switch part {
    case .text(let text): String(Value(text).json().dropFirst().dropLast())
    case .interpolation(let inner): "\\(" + tree(inner) + ")"
    }
  }
  return (template.format.map { "@" + $0.text + " " } ?? "") + "\"" + parts.joined() + "\""
}

func tree(_ member: ObjectMember) -> String {
  let key =
    switch member.key {
    case .name(let name): name.text
    case .string(let template): tree(template)
    case .variable(let name): "$" + name.text
    case .location: "$__loc__"
    case .expression(let expression): "(" + tree(expression) + ")"
    }
  return member.value.map { key + ": " + tree($0) } ?? key
}

func tree(_ name: DottedName) -> String {
  let path = ([name.head.text + (name.profile.map { "@" + $0.text } ?? "")] + name.members.map(\.text))
  guard let arguments = name.arguments else { return "<" + path.joined(separator: ".") + ">" }
  let list = arguments.map { ($0.name.map { $0.text + ": " } ?? "") + tree($0.value) }.joined(separator: ", ")
  return "<" + path.joined(separator: ".") + "(" + list + ")>"
}

func tree(_ patterns: [Pattern]) -> String { patterns.map(tree).joined(separator: "?//") }

func tree(_ pattern: Pattern) -> String {
  switch pattern {
  case .variable(let name): return "$" + name.text
  case .array(let elements): return "[" + elements.map(tree).joined(separator: ", ") + "]"
  case .object(let members):
    return "{" + members.map { tree($0.key) + ($0.value.map { ": " + tree($0) } ?? "") }.joined(separator: ", ") + "}"
  }
}

func tree(_ key: PatternKey) -> String {
  switch key {
  case .variable(let name): "$" + name.text
  case .name(let name): name.text
  case .string(let template): tree(template)
  case .expression(let expression): "(" + tree(expression) + ")"
  }
}
