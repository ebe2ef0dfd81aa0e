import HTTP
import JSON
import Query

/// Finds the calls that undo a write, from its manifest and what is known about the write. Sends nothing.
struct CallInverse {
  let call: PreparedCall
  /// The object before the write; nil if unknown.
  let before: Value?
  /// The output of the write; nil if unknown.
  let payload: Value?

  var way: WayBack {
    guard let endpoint = call.endpoint else { return .none("no manifest describes this request") }
    if let reason = call.reason { return .none(reason) }
    switch endpoint.undo {
    case nil: return .none("this call has no inverse")
    case .never(let reason): return .none(reason)
    case .call(let undo): return checked(way(by: undo))
    }
  }

  private func way(by undo: Undo) -> WayBack {
    if case .former(let names) = undo.arguments { return restoring(names, by: undo) }
    do throws(MissingArgument) {
      guard let each = undo.each else { return .calls([try made(by: undo, input)], caveat: undo.caveat) }
      guard before != nil, let items = (try? each(Value(input)))?.array else { return .none(Self.unknownBefore) }
      let calls = try items.map { (item) throws(MissingArgument) in
        var input = input
        input["item"] = item
        return try made(by: undo, input)
      }
      return .calls(calls, caveat: undo.caveat)
    } catch {
      let isOfBefore = undo.use.arguments.contains { $0.name == error.name && $0.filter.text.contains(".before") }
      guard isOfBefore else { return .none("its response does not show `\(error.name)`") }
      return .none(before == nil ? Self.unknownBefore : "the previous value of `\(error.name)` is not known")
    }
  }

  private static let unknownBefore = "the previous value is not known"

  private var input: Object {
    ["arguments": Value(Object(call.values)), "answer": payload ?? .null, "before": before ?? .null]
  }

  /// Builds an inverse call. It fails if the call depends on the earlier object and nothing of that is known.
  private func made(by undo: Undo, _ input: Object) throws(MissingArgument) -> Call {
    let made = try undo.use.call(for: call, Value(input))
    if made.arguments.isEmpty, let first = undo.use.arguments.first { throw MissingArgument(name: first.name) }
    return made
  }

  /// Restores the previous values of the fields that were sent, as far as they are known.
  private func restoring(_ names: [String], by undo: Undo) -> WayBack {
    var arguments: [(name: String, value: Value)] = []
    var lost: [String] = []
    for bound in call.values where bound.parameter.place != .path {
      let name = bound.parameter.name
      let isKnown = names.contains(name) || call.endpoint?.parameter(name) == nil
      switch isKnown ? before?[name] : nil {
      case nil: lost.append("the previous value of `\(name)` is not known")
      case .some(let former) where former.isNull: lost.append("`\(name)` was null, and cannot be set to that")
      case .some(let former): arguments.append((name, former))
      }
    }
    guard !arguments.isEmpty else {
      return lost.isEmpty ? .calls([], caveat: nil) : .none(lost.joined(separator: "; "))
    }
    let path = call.values.filter { $0.parameter.place == .path }.map { (name: $0.parameter.name, value: $0.value) }
    let caveats = lost + [undo.caveat].compactMap(\.self)
    return .calls(
      [Call(call.account, named: undo.method, arguments: path + arguments)],
      caveat: caveats.isEmpty ? nil : caveats.joined(separator: "; "))
  }

  /// A secret that a journal stores as a mark cannot be sent again.
  private func checked(_ way: WayBack) -> WayBack {
    guard case .calls(let calls, _) = way else { return way }
    for argument in calls.flatMap(\.arguments) where argument.value.containsMark {
      return .none("`\(argument.name ?? "")` contains a secret, which is not kept")
    }
    return way
  }
}

extension Value {
  /// Whether any part has been redacted.
  var containsMark: Bool {
    if let array { return array.contains(where: \.containsMark) }
    if let object { return object.contains { $0.value.containsMark } }
    return string?.contains(Redactor.mark) ?? false
  }
}
