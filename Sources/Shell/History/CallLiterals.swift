import Diagnostics
import JSON
import Providers
import Query

/// A literal id or string in the arguments of a call.
struct CallLiteral {
  let range: SourceRange
  let value: Value
  let parameter: String
  let account: Account
  /// The kind of object that an id refers to; nil for a string.
  let kind: String?

  /// The value for comparing ids: a number equals its digits as a string.
  var id: String { value.string ?? value.json() }

  /// The name for a script parameter with this value.
  var name: String { (parameter == "id" ? kind.map { $0 + "_id" } ?? parameter : parameter).snakeCased }
}

/// Finds the arguments that a script would get from elsewhere: ids, strings sent by a write, and e-mail addresses.
struct CallLiterals {
  let client: ProviderClient

  /// The literals in text order.
  func all(in unit: ScriptUnit) -> [CallLiteral] {
    let resolver = CallResolver(client.catalog, current: unit.account)
    var found: [CallLiteral] = []
    for expression in unit.expressions {
      expression.visit { node in
        guard case .dotted(let name) = node.kind, let arguments = name.arguments,
          let resolution = resolver.resolve(name), let method = resolution.method
        else { return }
        found += literals(in: arguments, of: method, resolution.account)
      }
    }
    return found.sorted { $0.range.lower < $1.range.lower }
  }

  private func literals(
    in arguments: [CallArgument], of method: MethodSignature, _ account: Account
  ) -> [CallLiteral] {
    ArgumentMatching(arguments, of: method).given.flatMap { name, written in
      written.value.map { literals(in: $0, called: name, of: method, account) } ?? []
    }
  }

  /// The literals in the value of a parameter or of a member of one, such as `data[email]`.
  private func literals(
    in expression: Expression, called name: String, of method: MethodSignature, _ account: Account
  ) -> [CallLiteral] {
    switch expression.kind {
    case .object(let members):
      return members.flatMap { member -> [CallLiteral] in
        guard let key = member.constantKey, let value = member.value else { return [] }
        return literals(in: value, called: "\(name)[\(key)]", of: method, account)
      }
    default:
      guard let value = expression.literal else { return [] }
      let kind = client.idKind(of: name, in: method)
      let key = name.split(separator: "[").last.map { $0.hasSuffix("]") ? String($0.dropLast()) : name } ?? name
      let isOpen = key != name && (key.isOfID || CopiedValue(value, under: key) != nil)
      guard kind != nil || isOpen || method.isFreeText(value, for: name) else { return [] }
      return [CallLiteral(range: expression.range, value: value, parameter: key, account: account, kind: kind)]
    }
  }
}

extension ObjectMember {
  /// The key, if it is a literal.
  fileprivate var constantKey: String? {
    switch key {
    case .name(let name): name.text
    case .string(let template): template.constant?.string
    case .variable, .location, .expression: nil
    }
  }
}

extension Expression {
  /// A literal that is a number or a non-empty string.
  fileprivate var literal: Value? {
    switch kind {
    case .literal(let value) where value.kind == .number: value
    case .string(let template) where template.format == nil:
      template.constant.flatMap { $0.isEmpty ? nil : Value($0) }
    default: nil
    }
  }
}

extension MethodSignature {
  /// Whether a value is free text rather than one of a few choices: text sent by a write, or an e-mail address.
  fileprivate func isFreeText(_ value: Value, for name: String) -> Bool {
    guard let text = value.string, resource != nil else { return false }
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      return name.contains("[") && risk != .read
    }
    switch parameter.kind {
    case .email: return true
    case .string: return risk != .read && parameter.choices.isEmpty && !parameter.examples.contains(text)
    case .integer, .number, .boolean, .time, .url, .object, .any: return false
    }
  }
}

extension String {
  /// Converts `memberId` to `member_id`, and replaces characters that are not allowed in names by `_`.
  var snakeCased: String {
    var name = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": name.unicodeScalars.append(scalar)
      case "A"..."Z": name += (name.isEmpty || name.hasSuffix("_") ? "" : "_") + String(scalar).lowercased()
      default: name += "_"
      }
    }
    return name.first.map { $0.isLetter || $0 == "_" } ?? false ? name : "_" + name
  }
}
