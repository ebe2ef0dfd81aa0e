import JSON

/// The objects in a call's response by id, so that an id used later can be traced to its source.
public struct ResponseThings: Sendable {
  /// The kind of the objects, such as `pad`.
  public let kind: String
  /// The plural of the kind, such as `pads`.
  public let plural: String
  /// Whether the call returns an array rather than a single object.
  public let isList: Bool
  /// The id of each object as text; nil for an object without one.
  public let ids: [String?]
  /// The path of the id within an object, such as `.id`.
  public let path: String

  init?(_ seen: SeenResponse) {
    guard let kind = seen.manifest.itemKind(of: seen.endpoint), let resource = seen.manifest.resource(ofKind: kind),
      let id = resource.id, let member = id.members.first, let payload = seen.payload
    else { return nil }
    self.kind = kind
    plural = resource.name
    isList = payload.array != nil
    path = "." + member
    ids = (payload.array.map(Array.init) ?? [payload]).map { thing in
      guard thing.object != nil, let value = try? id(thing), !value.isNull else { return nil }
      return value.plainText
    }
  }
}
