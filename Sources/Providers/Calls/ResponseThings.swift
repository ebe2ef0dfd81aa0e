import JSON

/// The things in the response of a call by their ids, so that an id written later can be traced to where it came from.
public struct ResponseThings: Sendable {
  /// What the things are, `pad`.
  public let kind: String
  /// The name of several of them, `pads`.
  public let plural: String
  /// Whether the call outputs an array of them, not a thing alone.
  public let isList: Bool
  /// The id of each thing as text; nil where one has none.
  public let ids: [String?]
  /// Where the id is inside a thing, `.id`.
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
