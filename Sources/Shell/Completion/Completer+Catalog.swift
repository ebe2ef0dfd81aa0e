import JSON
import Query
import Script
import Terminal

extension Completer {
  func members(of path: [String], _ kind: CompletionContext.Kind) -> [Offer] {
    guard let found = resolve(path), let index = found.resourceIndex else { return [] }
    if path.count == index { return resources(of: found.account.provider) }
    if path.count == found.methodIndex {
      return knowledge.catalog.methods(of: found.account.provider, resource: path[index])
        .filter { kind == .any || $0.isList }.map(method)
    }
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

  /// The path in the catalogue's spelling; nil if it differs in more than case or not at all.
  func respelled(_ path: [String]) -> [String]? {
    func match(_ name: String, _ names: [String]) -> String? {
      names.contains(name) ? name : names.first { $0.lowercased() == name.lowercased() }
    }
    guard let first = path.first, path.count < 3 else { return nil }
    var spelled: [String]?
    if let provider = match(first, knowledge.catalog.providers) {
      spelled =
        path.count == 1
        ? [provider] : match(path[1], knowledge.catalog.resources(of: provider)).map { [provider, $0] }
    } else if path.count == 1, let account = knowledge.account {
      spelled = match(first, knowledge.catalog.resources(of: account.provider)).map { [$0] }
    }
    return spelled == path ? nil : spelled
  }

  private func resolve(_ path: [String]) -> CallResolver.Resolution? {
    CallResolver(knowledge.catalog, current: knowledge.account).resolve(path, takesArguments: true)
  }

  /// The method that a dotted name refers to.
  func signature(of call: [String]) -> MethodSignature? {
    CallResolver(knowledge.catalog, current: knowledge.account).method(named: call)
  }

  /// The parameters that are not given yet.
  ///
  /// - Parameter bare: the number of positional arguments.
  func parameters(of call: [String], given: [String], bare: Int = 0) -> [Offer] {
    guard let signature = signature(of: call) else { return [] }
    let given = given + signature.positional.prefix(max(0, bare))
    // Parameters with brackets are members of an object parameter.
    return signature.parameters.filter { !given.contains($0.name) && !$0.name.contains("[") }.map {
      offer($0, called: $0.name, of: signature)
    }
  }

  /// The keys of an object of arguments, or of a member of one.
  func argumentKeys(of call: [String], under name: String?, _ base: FieldBase) -> [Offer] {
    guard let signature = signature(of: call) else { return fields(of: base) }
    guard let name else {
      let own = parameters(of: call, given: [])
      let known = Set(own.map(\.candidate.text))
      return own + fields(of: base).filter { !known.contains($0.candidate.text) }
    }
    return signature.parameters.compactMap { parameter in
      guard parameter.name.hasPrefix(name + "["), parameter.name.hasSuffix("]") else { return nil }
      return offer(parameter, called: String(parameter.name.dropFirst(name.count + 1).dropLast()), of: signature)
    }
  }

  private func offer(_ parameter: ParameterSignature, called name: String, of method: MethodSignature) -> Offer {
    let note = parameter.isRequired ? "required" : parameter.kind.rawValue
    let summary = parameter.summary.isEmpty ? note : "\(note) · \(parameter.summary)"
    return Offer(name, summary: summary, suffix: ": ", .parameter(parameter, of: method))
  }

  /// The possible values of a parameter: ids seen in the session, then its choices and examples.
  func choices(for place: ArgumentPlace, of call: CallPath, _ prefix: String) -> [Offer] {
    guard let (parameter, method) = parameter(place, of: call) else { return [] }
    if parameter.kind == .boolean { return ["true", "false"].map { Offer($0, .choice) } }
    let seen = items(for: place, of: call, prefix)
    let known = Set(seen.map(\.candidate.text))
    // The ids in documentation examples do not exist.
    let examples = knowledge.idKind(method, parameter.name) == nil ? parameter.examples : []
    return seen
      + (parameter.choices + examples).map { Offer(Value($0).json(), .choice) }
      .filter { !known.contains($0.candidate.text) }
  }

  /// The known objects of the session that a parameter can refer to.
  func items(for place: ArgumentPlace, of call: CallPath, _ prefix: String) -> [Offer] {
    guard let (parameter, method) = parameter(place, of: call),
      let kind = knowledge.idKind(method, parameter.name)
    else { return [] }
    return knowledge.items(call, method, kind, Self.sought(prefix)).map { item in
      var offer = Offer(item.name, summary: item.summary, .choice)
      offer.candidate.isFoundBySummary = true
      return offer
    }
  }

  func parameter(
    _ place: ArgumentPlace, of call: CallPath
  ) -> (parameter: ParameterSignature, method: MethodSignature)? {
    guard let method = signature(of: call.path) else { return nil }
    let name: String? =
      switch place {
      case .named(let name): name
      case .bare(let position): method.positional.indices.contains(position) ? method.positional[position] : nil
      }
    return method.parameters.first { $0.name == name }.map { ($0, method) }
  }
}
