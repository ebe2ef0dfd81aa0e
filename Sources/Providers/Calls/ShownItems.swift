import HTTP
import JSON

/// The objects in a response.
struct ShownItems {
  /// Longer ids and labels are ignored, as are further objects of the response.
  private static let (longest, limit) = (200, KnownIDs.limit)

  let items: [KnownIDs.Item]

  /// - Parameter redactor: ids that contain a secret are omitted, and labels are redacted.
  init(_ payload: Value, of call: PreparedCall, hiding redactor: Redactor) {
    guard let endpoint = call.endpoint else {
      items = []
      return
    }
    let manifest = call.manifest
    let kind = manifest.itemKind(of: endpoint)
    let resource = kind.flatMap(manifest.resource(ofKind:))
    let fields = manifest.idFields
    func item(_ kind: String, _ id: Value, _ label: String) -> KnownIDs.Item? {
      let written = id.json()
      guard id.string != nil || id.int != nil, written.utf8.count <= Self.longest, redactor.redact(written) == written
      else { return nil }
      let label = redactor.redact(label)
      return KnownIDs.Item(kind: kind, id: written, label: label.utf8.count > Self.longest ? "" : label)
    }
    var found: [KnownIDs.Item] = []
    for value in (payload.array.map(Array.init) ?? [payload]).prefix(Self.limit) {
      guard let object = value.object else { continue }
      if let kind, let resource, let id = try? resource.id?(value) {
        found += [item(kind, id, (try? resource.label?(value))?.string ?? "")].compactMap(\.self)
      }
      // References to other objects, such as `pad_environment_ids`.
      for (key, value) in object {
        guard let kind = fields[key.string] else { continue }
        found += (value.array.map(Array.init) ?? [value]).compactMap { item(kind, $0, "") }
      }
    }
    items = Array(found.prefix(Self.limit))
  }
}
