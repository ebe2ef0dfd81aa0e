import Query

/// Which method of a description shows what another one writes, and how that tells after a lost response whether it was
/// done. Only the plain cases: the GET of the same path, and the list that a new object is in.
struct ProbeGuess {
  /// The method that shows the object, `pets.get`; nil for a new one.
  var reads: String?
  /// The members of `probe`.
  var members: [(name: String, value: String)]

  /// nil where nothing of the description tells.
  ///
  /// - Parameters:
  ///   - read: the GET of the same path, and what its schema tells.
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

  /// The member of the items of a list that tells when they were made.
  private static func time(_ list: AnswerFacts, _ description: OpenAPIDescription) -> String? {
    guard let item = list.item else { return nil }
    let names = description.schema(item).properties.map(\.name)
    return names.first {
      ["created_at", "createdat", "created", "creation_time", "create_time"].contains($0.lowercased())
    }
  }
}
