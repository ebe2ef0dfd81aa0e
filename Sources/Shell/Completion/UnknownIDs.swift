import Query
import Script

/// The ids that a parameter takes, where none of them is known.
struct UnknownIDs {
  let call: CallPath
  let method: MethodSignature
  /// The kind of thing, `member`.
  let kind: String

  /// What the menu says.
  ///
  /// - Parameter listing: the call that shows things of the kind; nil where none does.
  func note(_ listing: String?) -> String {
    guard let listing else { return "no \(words) id is known, and no method lists them" }
    return "no \(words) id is known yet; Tab again asks for a page of \(listing)"
  }

  private var words: String { kind.split(separator: "_").joined(separator: " ") }
}

extension Completer {
  /// The ids that are wanted at the cursor and not known.
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

  /// What stands beside the note that no id is known: what else can be written there, but no function and no provider.
  func offersBesides(_ unknown: UnknownIDs, for context: CompletionContext) -> [Offer] {
    switch context.expectation {
    case .parameter(let call, let given, let position): parameters(of: call.path, given: given, bare: position)
    case .value(let call, let place): choices(for: place, of: call, "")
    default: []
    }
  }
}
