import JSON

/// The objects requested by the document's examples, with the documented responses.
enum CoderPadExamples {
  static let key = "8af9a3412559d803707937250dc1569d"
  /// The user of the key, an owner of the organization.
  static let owner = "owner@example.com"
  static let vincent = Person(name: "Vincent", email: owner)
  /// The user of the member's key.
  static let member = "wile@example.com"
  static let padsUsed = 33

  /// The users in the examples; the first one is the organization's first user.
  static let users = [
    Person(name: "Wile Coyote", email: member), vincent,
    Person(name: "Person Surname", email: "person@example.com"),
    Person(name: "Confidant Methodical", email: "confidant@example.com"),
    Person(name: "Kristin", email: "kristin@example.com"), Person(name: "Molly Macadamia", email: "molly@example.com"),
    Person(name: "Alice", email: "alice@example.com"),
  ]

  private static let mine: Value = ["account": Value(owner)]

  static let rubyTest: Object = {
    var pad = Pad.document(
      id: "DM32JWG2", title: "Ruby Test", owner: owner, participants: ["vincent", "Guest 405"],
      created: "2014-11-14T03:02:45Z")
    let vincent = Person(name: "Vincent", email: "vincent@example.com")
    let guest = Person(name: "Guest", email: "")
    pad["language"] = "ruby"
    pad["contents"] = "5.times do\n  puts 'Hello, World!'\nend\n"
    pad["notes"] = "Greg was a *very* gregarious candidate, whom..."
    pad["events"] = [
      Pad.event(kind: "joined", "joined the pad", user: vincent, at: "2014-11-14T03:05:11Z"),
      Pad.event(kind: "joined", "joined the pad", user: guest, at: "2014-11-14T03:06:56Z"),
      Pad.event(kind: "ran", "ran python code", user: guest, at: "2014-11-14T03:07:01Z", metadata: "python"),
      Pad.event(kind: "left", "left the pad", user: guest, at: "2014-11-14T03:40:52Z"),
    ]
    pad["updated_at"] = "2014-11-14T03:06:39Z"
    pad["ended_at"] = "2014-11-14T03:06:39Z"
    pad["drawing"] = "https://storage.googleapis.com/..."
    pad["_"] = mine
    return pad
  }()

  static let robZombie: Object = {
    var pad = Pad.document(
      id: "AFQ2K9A3", title: "Rob Zombie's Interview", owner: owner, participants: ["vincent"],
      created: "2014-11-14T03:02:45Z")
    pad["language"] = "ruby"
    pad["contents"] = "print 'Hello, World'"
    pad["notes"] = "Your private notes"
    pad["_"] = mine
    return pad
  }()

  static let javaScriptTest: Object = {
    let kristin = Person(name: "Kristin", email: "kristin@example.com")
    var pad = Pad.document(
      id: "PP7J474P", title: "JavaScript Test", owner: kristin.email, participants: ["Kristin", "Guest 104"],
      created: "2018-02-13T02:06:30Z")
    pad["language"] = "javascript"
    pad["contents"] = "var _ = require('underscore');\n..."
    pad["notes"] = "Brenda did a fantastic job talking through the prompt ..."
    pad["events"] = [
      Pad.event(kind: "joined", "joined the pad", user: kristin, at: "2018-02-13T02:06:32Z"),
      Pad.event(
        kind: "ran", "ran javascript code", user: kristin, at: "2018-02-13T18:57:47Z", metadata: "javascript"),
    ]
    pad["updated_at"] = "2018-02-13T06:21:26Z"
    pad["history"] = "https://coderpadproject.firebaseio.com/PP7J474P/history.json"
    pad["drawing"] = "https://storage.googleapis.com/..."
    pad["_"] = ["account": Value(kristin.email)]
    return pad
  }()

  static let environment: Object = [
    "id": 1,
    "pad_id": 3,
    "question_id": nil,
    "example_question_id": nil,
    "language": "ruby",
    "file_contents": [["path": "coderpad/main.rb", "contents": "5.times do\n  puts 'Hello, World!'\nend\n"]],
    "created_at": "2022-09-12T13:49:45.390-07:00",
    "updated_at": "2022-09-12T13:50:42.058-07:00",
  ]

  static let questions: [Object] = [
    question(
      7, "Are avocados fruity?", Person(name: "Alice", email: "alice@example.com"), "ruby", "Fruit puzzler round 2",
      "def is_fruity?(thing);\n  end\n", "2019-01-28T21:21:16Z"),
    question(
      12, "Are avocados fruity?", Person(name: "Alice", email: "alice@example.com"), "ruby", "Fruit puzzler round 2?",
      "def is_fruity?(thing);\\n  end\\n", "2019-01-28T22:08:09Z"),
    question(
      42, "Are fruits tomatoes?", Person(name: "Molly Macadamia", email: "molly@example.com"), "postgresql",
      "Use SQL magic to discover the answer.", "SELECT * FROM fruits;\n", "2019-01-25T02:07:12Z"),
  ]

  private static func question(
    _ id: Int, _ title: String, _ author: Person, _ language: String, _ description: String, _ contents: String,
    _ created: String
  ) -> Object {
    [
      "id": Value(id), "title": Value(title), "author_name": Value(author.name), "owner_email": Value(author.email),
      "language": Value(language), "description": Value(description), "contents": Value(contents), "shared": true,
      "used": 0, "created_at": Value(created), "updated_at": Value(created), "_": mine,
    ]
  }
}
