import JSON
import Query
import Script
import Terminal

extension Completer {
  func members(of path: [String]) -> [Offer] {
    if path.count == 1, knowledge.catalog.providers.contains(path[0]) { return resources(of: path[0]) }
    guard let (provider, rest) = qualified(path) else { return [] }
    if rest.count == 1 { return knowledge.catalog.methods(of: provider, resource: rest[0]).map(method) }
    return fields(of: FieldBase(.call(CallPath(path: path))))
  }

  func resources(of provider: String) -> [Offer] {
    knowledge.catalog.resources(of: provider).map {
      Offer($0, summary: "\(provider) resource", suffix: ".", .resource(provider: provider, name: $0))
    }
  }

  private func method(_ signature: MethodSignature) -> Offer {
    let takesArguments = signature.parameters.contains { $0.isRequired }
    return Offer(
      signature.name, summary: signature.summary, suffix: takesArguments ? "(" : "", .method(signature))
  }

  /// The provider that a dotted name means, and the words behind it.
  private func qualified(_ path: [String]) -> (provider: String, rest: [String])? {
    guard let head = path.first else { return nil }
    if knowledge.catalog.providers.contains(head) { return (head, Array(path.dropFirst())) }
    guard let provider = knowledge.provider, knowledge.catalog.resources(of: provider).contains(head) else {
      return nil
    }
    return (provider, path)
  }

  /// The method that a dotted name means.
  func signature(of call: [String]) -> MethodSignature? {
    guard let (provider, rest) = qualified(call), let name = rest.last else { return nil }
    return knowledge.catalog.method(of: provider, resource: rest.count > 1 ? rest[0] : nil, name: name)
  }

  func parameters(of call: [String], given: [String]) -> [Offer] {
    guard let signature = signature(of: call) else { return [] }
    return signature.parameters.filter { !given.contains($0.name) }.map { parameter in
      let note = parameter.isRequired ? "required" : parameter.kind.rawValue
      let summary = parameter.summary.isEmpty ? note : "\(note) · \(parameter.summary)"
      return Offer(parameter.name, summary: summary, suffix: ": ", .parameter(parameter, of: signature))
    }
  }

  /// Within a string that is open the prefix is without its quote, and so are the candidates.
  func choices(of call: [String], _ name: String, prefix: String) -> [Offer] {
    guard let parameter = signature(of: call)?.parameters.first(where: { $0.name == name }) else { return [] }
    if parameter.kind == .boolean { return ["true", "false"].map { Offer($0, .choice) } }
    return (parameter.choices + parameter.examples).map {
      Offer(Value($0).json(), summary: parameter.summary, .choice)
    }
  }
}

// MARK: Values

extension Completer {
  /// The keys of a value; those of an array's elements behind `[].`.
  func fields(of base: FieldBase) -> [Offer] {
    guard let filter = filter(base), let value = knowledge.evaluate(filter) else { return [] }
    guard let elements = value.array else { return keys(of: value.object) }
    return keys(of: elements.first?.object).map { key in
      var key = key
      key.candidate.text = "[]." + key.candidate.text
      return key
    }
  }

  private func keys(of object: Object?) -> [Offer] {
    (object ?? [:]).map { key, value in
      let name = key.string
      let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && name.first?.isNumber == false
      return Offer(isPlain ? name : Value(key).json(), summary: value.typeName, .field)
    }
  }

  /// A filter that yields the value.
  private func filter(_ base: FieldBase) -> String? {
    let root: String
    switch base.root {
    case .last: root = "."
    case .variable(let name): root = "$" + name
    case .exchange(let number): root = number.map { "@\($0)" } ?? "@last"
    case .call(let call):
      guard let answer = signature(of: call.path)?.answer else { return nil }
      root = SampleCaller.sample(answer).json()
    case .unknown: return nil
    }
    let steps = base.steps.map { step in
      switch step {
      case .field(let name): "[\(Value(name).json())]?"
      case .element: "[]?"
      }
    }
    return ([root] + steps.map { "." + $0 }).joined(separator: " | ")
  }
}
