import JSON

/// The structure of a pad in the store and in responses.
enum Pad {
  /// A new pad in the default language, with the fields in documented order.
  static func document(id: String, title: String, owner: String, participants: [String], created: String) -> Object {
    [
      "id": Value(id),
      "title": Value(title),
      "owner_email": Value(owner),
      "language": "plaintext",
      "participants": Value(texts: participants),
      "contents": "",
      "notes": "",
      "events": [],
      "private": false,
      "execution_enabled": true,
      "created_at": Value(created),
      "updated_at": Value(created),
      "ended_at": nil,
      "url": Value("https://coderpad.io/\(id)"),
      "playback": Value("https://coderpad.io/\(id)/playback"),
      "history": Value("https://coderpad.firebaseio.com/\(id)/history.json"),
      "drawing": nil,
    ]
  }

  /// An event of a pad. A user without an e-mail address is a guest.
  static func event(kind: String, _ words: String, user: Person, at moment: String, metadata: String? = nil) -> Value {
    [
      "message": Value("\(moment): \(user.name) \(words)"),
      "kind": Value(kind),
      "metadata": Value(orNull: metadata),
      "user_name": Value(user.name),
      "user_email": Value(orNull: user.email.isEmpty ? nil : user.email),
      "created_at": Value(moment),
    ]
  }
}
