import JSON

extension CoderPadAPI {
  /// Generates 137 users as in the document, pads of the user and of colleagues, and questions.
  func generate() throws {
    let users = try generateUsers()
    for pad in [CoderPadExamples.rubyTest, CoderPadExamples.robZombie, CoderPadExamples.javaScriptTest] {
      try store.put(pad, id: pad.string("id"), on: Self.pads)
    }
    try store.put(CoderPadExamples.environment, id: "42", on: Self.environments)
    for question in CoderPadExamples.questions {
      try store.put(question, id: String(question.int("id") ?? 0), on: Self.questions)
    }
    let owner = CoderPadExamples.vincent
    var random = premises.random("coderpad pads")
    for index in 0..<max(0, premises.volume(120) - 2) { try generatePad(index, of: owner, &random) }
    for index in 0..<premises.volume(40) {
      try generatePad(10_000 + index, of: random.pick(users) ?? owner, &random)
    }
    for index in 0..<max(0, premises.volume(80) - 3) { try generateQuestion(index, of: owner, &random) }
    for index in 0..<premises.volume(30) {
      try generateQuestion(10_000 + index, of: random.pick(users) ?? owner, &random)
    }
  }

  private func generateUsers() throws -> [Person] {
    var random = premises.random("coderpad users")
    let others = (1...130).map { People.person($0, &random) }
    let users = CoderPadExamples.users + others
    for user in users {
      try store.put(["email": Value(user.email), "name": Value(user.name)], id: user.email, on: Self.users)
    }
    return users
  }

  private func generatePad(_ index: Int, of owner: Person, _ random: inout RandomSource) throws {
    let id = random.text(8, of: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    let candidate = People.person(index, &random)
    let language = random.word(CoderPadLanguages.common)
    let created = Timestamp.epoch - random.int(0...(720 * 86_400))
    let length = random.int(600...5400)
    var pad = Pad.document(
      id: id, title: CoderPadTexts.title(index, candidate.name, language, &random), owner: owner.email,
      participants: [owner.name, candidate.name], created: moment(created))
    pad["language"] = Value(language)
    pad["contents"] = Value(CoderPadLanguages.example(language) + random.word(CoderPadTexts.code))
    pad["notes"] = Value(random.word(CoderPadTexts.notes))
    pad["private"] = Value(random.chance(0.1))
    pad["execution_enabled"] = Value(!random.chance(0.05))
    pad["updated_at"] = Value(moment(created + length))
    pad["events"] = events(owner, candidate, language, from: created, length: length)
    if random.chance(0.8) { pad["ended_at"] = Value(moment(created + length)) }
    pad.hidden = ["account": Value(owner.email), "drawing": Value(random.chance(0.25))]
    if index % 10 == 4 { try addEnvironments(to: &pad, created, &random) }
    try store.put(pad, id: id, on: Self.pads)
  }

  /// A time with milliseconds, as documented.
  private func moment(_ seconds: Int) -> String {
    Timestamp.precise(Double(seconds) + Double(seconds * 7919 % 1000) / 1000)
  }

  private func events(
    _ owner: Person, _ candidate: Person, _ language: String, from start: Int, length: Int
  ) -> Value {
    let guest = Person(name: candidate.name, email: "")
    return [
      Pad.event(kind: "joined", "joined the pad", user: owner, at: Timestamp.text(start + 5)),
      Pad.event(kind: "joined", "joined the pad", user: guest, at: Timestamp.text(start + 40)),
      Pad.event(
        kind: "ran", "ran \(language) code", user: guest, at: Timestamp.text(start + length / 2), metadata: language),
      Pad.event(kind: "left", "left the pad", user: guest, at: Timestamp.text(start + length)),
    ]
  }

  /// Gives a pad several environments, so that its own contents are null.
  private func addEnvironments(to pad: inout Object, _ created: Int, _ random: inout RandomSource) throws {
    let padNumber = try store.next("coderpad pad number", from: 100)
    var ids: [Value] = []
    for (language, file) in [("multifile_python", "main.py"), ("multifile_typescript", "index.ts")] {
      let id = try store.next("coderpad environment", from: 101)
      let environment: Object = [
        "id": Value(id), "pad_id": Value(padNumber), "question_id": nil, "example_question_id": nil,
        "language": Value(language),
        "file_contents": [["path": Value("coderpad/\(file)"), "contents": Value(random.word(CoderPadTexts.code))]],
        "created_at": Value(moment(created)), "updated_at": Value(moment(created + 60)),
      ]
      try store.put(environment, id: String(id), on: Self.environments)
      ids.append(Value(id))
    }
    pad["contents"] = .null
    pad["pad_environment_ids"] = Value(ids)
  }

  private func generateQuestion(_ index: Int, of author: Person, _ random: inout RandomSource) throws {
    let id = try store.next(Self.nextQuestion, from: 100)
    let language = random.word(CoderPadLanguages.common)
    let created = Timestamp.epoch - random.int(0...(900 * 86_400))
    let question: Object = [
      "id": Value(id), "title": Value(CoderPadTexts.question(index, &random)), "author_name": Value(author.name),
      "owner_email": Value(author.email), "language": Value(language),
      "description": Value(random.word(CoderPadTexts.descriptions)),
      "contents": Value(CoderPadLanguages.example(language)), "shared": Value(!random.chance(0.2)),
      "used": Value(random.int(0...40)), "created_at": Value(moment(created)),
      "updated_at": Value(moment(created + random.int(0...1_000_000))),
      "_": ["account": Value(author.email)],
    ]
    try store.put(question, id: String(id), on: Self.questions)
  }
}
