import JSON

extension CoursioAPI {
  /// Generates 12 courses with sections, 150 users, their enrolments and results; ids start at 1.
  func generate() throws {
    let courses = max(1, premises.volume(12))
    let users = max(1, premises.volume(150))
    try generateCourses(courses)
    try generateUsers(users)
    try generateEnrollments(courses: courses, users: users)
  }

  private func generateCourses(_ count: Int) throws {
    var random = premises.random("coursio courses")
    for index in 0..<count {
      let title = Self.titles[index % Self.titles.count] + (index < Self.titles.count ? "" : " \(index)")
      let id = try put(
        [
          "title": Value(title), "description": Value("All about \(title)."),
          "price": Value("\(random.int(0...20) * 5).00"), "currency": Value(random.word(["SEK", "EUR", "USD"])),
          "isPublished": Value(random.chance(0.8)),
        ], .courses, &random)
      for section in 1...random.int(2...6) {
        try put(
          ["courseId": Value(id), "title": Value("Part \(section) of \(title)"), "position": Value(section)],
          .sections, &random)
      }
    }
  }

  private func generateUsers(_ count: Int) throws {
    var random = premises.random("coursio users")
    let teacher = Person(name: "Astrid Teacher", email: premises.credentials.coursioEmail)
    let learner = Person(name: "Lasse Learner", email: premises.credentials.coursioLearnerEmail)
    for index in 0..<count {
      let person = index == 0 ? teacher : index == 1 ? learner : People.person(index, &random)
      try put(
        [
          "email": Value(person.email), "name": Value(person.name), "role": index == 0 ? "teacher" : "learner",
          "isActive": Value(random.chance(0.9)),
        ], .users, &random)
    }
  }

  private func generateEnrollments(courses: Int, users: Int) throws {
    var random = premises.random("coursio enrollments")
    let all = Array(1...courses)
    for user in 1...users {
      for course in random.sample(all, 0...4) {
        let status = random.word(["active", "completed", "cancelled"])
        let enrollment = try put(
          ["courseId": Value(course), "userId": Value(user), "status": Value(status)], .enrollments, &random)
        guard status == "completed" else { continue }
        try put(
          [
            "enrollmentId": Value(enrollment), "courseId": Value(course), "userId": Value(user),
            "score": Value(random.int(40...100)), "comment": Value(random.word(["", "Well done!", "Bra jobbat 👏"])),
          ], .results, &random)
      }
    }
  }

  @discardableResult
  private func put(_ fields: Object, _ entity: CoursioEntity, _ random: inout RandomSource) throws -> Int {
    let id = try store.next("coursio next \(entity.name)", from: 1)
    let created = Timestamp.text(Timestamp.epoch - random.int(0...(600 * 86_400)))
    let thing = Object([(Text("id"), Value(id))]).appending(fields).appending(["createdAt": Value(created)])
    try store.put(thing, id: String(id), on: entity.shelf)
    return id
  }

  private static let titles = [
    "Yoga för nybörjare", "Photography", "Baking bread", "Guitar basics", "Mindful \u{1B}[7mleadership\u{1B}[0m",
    "Swedish A1", "\"Sell\" online", "Knitting 🧶", "Python", "Running 10 km", "Watercolour", "Tax & law, 2026",
  ]
}
