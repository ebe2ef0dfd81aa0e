import JSON

extension Object {
  /// The text of a member; empty where it is missing or no text.
  func string(_ key: String) -> String { self[key]?.string ?? "" }

  /// The number of a member that is an integer.
  func int(_ key: String) -> Int? { self[key]?.int }

  /// The hidden part of a document: what the API knows and does not tell.
  var hidden: Object {
    get { self["_"]?.object ?? Object() }
    set { self["_"] = Value(newValue) }
  }

  /// The document as its API answers it.
  var published: Object {
    var object = self
    object["_"] = nil
    return object
  }

  /// The members of `other` behind one's own.
  func appending(_ other: Object) -> Object {
    var object = self
    for (key, value) in other { object[key] = value }
    return object
  }
}

extension Value {
  /// A text, or null.
  init(orNull text: String?) {
    if let text { self.init(text) } else { self = .null }
  }

  /// A list of texts.
  init(texts: [String]) { self.init(texts.map { Value($0) }) }
}
