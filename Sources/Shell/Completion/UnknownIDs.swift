import Query
import Script

/// A parameter that accepts an id, if no ids of its kind are known.
struct UnknownIDs {
  let call: CallPath
  let method: MethodSignature
  /// The kind of object, such as `member`.
  let kind: String

  /// The note in the menu.
  ///
  /// - Parameter listing: a call that lists objects of the kind; nil if there is none.
  func note(_ listing: String?) -> String {
    guard let listing else { return "no \(words) id is known, and no method lists them" }
    return "no \(words) id is known yet; Tab again asks for a page of \(listing)"
  }

  private var words: String { kind.split(separator: "_").joined(separator: " ") }
}

extension Completer {
  /// The unknown ids expected at the cursor; nil if ids are known or not expected.
  func unknownIDs(in context: CompletionContext) -> UnknownIDs? {
    guard ["", "\""].contains(context.prefix) else { return nil }
    switch context.expectation {
    case .parameter(let call, let given, let position) where given.isEmpty: return unknownIDs(.bare(position), of: call)
    case .value(let call, let place): return unknownIDs(place, of: call)
    default: return nil
    }
  }

  private func unknownIDs(_ place: ArgumentPlace, of call: CallPath) -> UnknownIDs? {
    guard let (parameter, method) = parameter(place, of: call),
      let kind = knowledge.idKind(method, parameter.name), knowledge.items(call, method, kind, "").isEmpty
    else { return nil }
    return UnknownIDs(call: call, method: method, kind: kind)
  }

  /// The candidates to show besides the note that no id is known, without functions and providers.
  func offersBesides(_ unknown: UnknownIDs, for context: CompletionContext) -> [Offer] {
    switch context.expectation {
    case .parameter(let call, let given, let position): parameters(of: call.path, given: given, bare: position)
    case .value(let call, let place): choices(for: place, of: call, "")
    default: []
    }
  }
}
