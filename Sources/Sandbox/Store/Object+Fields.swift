import JSON

extension Object {
  /// The string value of a member; empty if it is missing or not a string.
  func string(_ key: String) -> String { self[key]?.string ?? "" }

  /// The integer value of a member.
  func int(_ key: String) -> Int? { self[key]?.int }

  /// The hidden part of a document, which the API does not return.
  var hidden: Object {
    get { self["_"]?.object ?? Object() }
    set { self["_"] = Value(newValue) }
  }

  /// The document as returned by its API.
  var published: Object {
    var object = self
    object["_"] = nil
    return object
  }

  /// The object with the members of `other` appended.
  func appending(_ other: Object) -> Object {
    var object = self
    for (key, value) in other { object[key] = value }
    return object
  }
}

extension Value {
  /// A string, or null for nil.
  init(orNull text: String?) {
    if let text { self.init(text) } else { self = .null }
  }

  /// An array of strings.
  init(texts: [String]) { self.init(texts.map { Value($0) }) }
}
