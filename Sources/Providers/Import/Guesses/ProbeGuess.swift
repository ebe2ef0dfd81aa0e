import Query

/// Guesses which method reads the object of a write, and how that shows whether a write was carried out. Handles only
/// two simple cases: the GET of the same path, and the list that contains a new object.
struct ProbeGuess {
  /// The method that reads the object, such as `pets.get`; nil for a new object.
  var reads: String?
  /// The members of `probe` in the manifest.
  var members: [(name: String, value: String)]

  /// nil if the description is inconclusive.
  ///
  /// - Parameters:
  ///   - read: the GET of the same path, and the facts about its response.
  init?(
    _ operation: ImportedOperation, _ read: ImportedOperation, _ facts: AnswerFacts, _ description: OpenAPIDescription
  ) {
    guard operation.verb != "GET", RiskGuess(operation).risk != .outward else { return nil }
    let given = Set(operation.parameters.map(\.name))
    guard read.parameters.allSatisfy({ !$0.isRequired || given.contains($0.name) }) else { return nil }
    let isList = facts.isList || read.name == "list"
    switch operation.verb {
    case "PUT" where !isList, "PATCH" where !isList: self.init(read, finds: "changed")
    case "DELETE" where !isList && operation.path.last?.isFixed == false: self.init(read, finds: "gone")
    case "POST" where isList && facts.itemHasID:
      guard let time = Self.time(facts, description) else { return nil }
      self.init(
        reads: nil, members: [("finds", "created"), ("read", read.qualifiedName), ("time", "." + time.filterKey)])
    default: return nil
    }
  }

  private init(_ read: ImportedOperation, finds: String) {
    self.init(reads: read.qualifiedName, members: [("finds", finds)])
  }

  private init(reads: String?, members: [(name: String, value: String)]) {
    (self.reads, self.members) = (reads, members)
  }

  /// The method that is read.
  var method: String { reads ?? members.first { $0.name == "read" }?.value ?? "" }

  /// The member of list items that contains the creation time.
  private static func time(_ list: AnswerFacts, _ description: OpenAPIDescription) -> String? {
    guard let item = list.item else { return nil }
    let names = description.schema(item).properties.map(\.name)
    return names.first {
      ["created_at", "createdat", "created", "creation_time", "create_time"].contains($0.lowercased())
    }
  }
}
