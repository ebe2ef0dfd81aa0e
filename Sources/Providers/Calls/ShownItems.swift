import HTTP
import JSON

/// The things that a response shows.
struct ShownItems {
  /// Longer ids and labels are not kept, and no more things of one response.
  private static let (longest, limit) = (200, KnownIDs.limit)

  let items: [KnownIDs.Item]

  /// - Parameter redactor: leaves out ids, and hides labels, with a secret in them.
  init(_ payload: Value, of call: PreparedCall, hiding redactor: Redactor) {
    guard let endpoint = call.endpoint, let kind = call.manifest.itemKind(of: endpoint),
      let resource = call.manifest.resource(ofKind: kind)
    else {
      items = []
      return
    }
    items = (payload.array.map(Array.init) ?? [payload]).prefix(Self.limit).compactMap { value in
      guard value.object != nil, let id = try? resource.id?(value), !id.isNull else { return nil }
      let written = id.json()
      guard written.utf8.count <= Self.longest, redactor.redact(written) == written else { return nil }
      let label = redactor.redact((try? resource.label?(value))?.string ?? "")
      return KnownIDs.Item(kind: kind, id: written, label: label.utf8.count > Self.longest ? "" : label)
    }
  }
}
