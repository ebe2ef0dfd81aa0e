import JSON

extension CoursepathAPI {
  /// Generates 150 members with john.smith@example.com as the first, in 12 courses, 4 programs and 8 groups; ids start
  /// at 1.
  func generate() throws {
    let members = try generateMembers(max(1, premises.volume(150)))
    let courses = try generate(Self.courses, Self.courseNames, max(1, premises.volume(12)))
    let programs = try generate(Self.programs, Self.programNames, max(1, premises.volume(4)))
    let groups = try Self.groupNames.map { try newGroup($0) }
    var random = premises.random("coursepath memberships")
    for member in members {
      for course in random.sample(courses, 1...6) { try generateEnrollment(member, course, &random) }
      if let program = random.pick(programs), random.chance(0.4) {
        try generate(member, program, Self.programMembers, "programId", &random)
      }
      for group in groups where random.chance(0.2) {
        try generate(member, group, Self.groupMembers, "groupId", &random)
      }
    }
  }

  private func generateMembers(_ count: Int) throws -> [Object] {
    var random = premises.random("coursepath members")
    return try (1...count).map { id in
      let isFirst = id == 1
      let person =
        isFirst
        ? Person(name: "John Smith", email: premises.credentials.coursepathEmail) : People.person(id, &random)
      let fields: [String: String] = [
        "email": person.email, "name": person.name, "company": random.word(Self.companies),
        "department": random.word(Self.departments), "country": random.word(Self.countries),
        "externalId": "E\(1000 + id)",
      ]
      let created = Timestamp.text(Timestamp.epoch - random.int(0...(700 * 86_400)))
      var member = Self.member(id: id, created: created) { fields[$0] }
      member.hidden = ["isAdministrator": Value(isFirst)]
      try store.put(member, id: String(id), on: Self.members)
      try store.setFact("coursepath next member", to: id + 1)
      return member
    }
  }

  private func generate(_ shelf: Shelf, _ names: [String], _ count: Int) throws -> [Object] {
    var random = premises.random(shelf.name)
    return try (1...count).map { id in
      let round = (id - 1) / names.count
      let thing: Object = [
        "id": Value(id),
        "name": Value(names[(id - 1) % names.count] + (round == 0 ? "" : " \(round + 1)")),
        "description": Value(random.word(Self.descriptions)),
        "language": Value(random.word(["en", "nl", "de", "fr"])),
        "created": Value(Timestamp.text(Timestamp.epoch - random.int(0...(900 * 86_400)))),
      ]
      try store.put(thing, id: String(id), on: shelf)
      return thing
    }
  }

  private func generateEnrollment(_ member: Object, _ course: Object, _ random: inout RandomSource) throws {
    let enrolled = Timestamp.epoch - random.int(30...400) * 86_400
    let isCompleted = random.chance(0.6)
    let score = random.int(20...100)
    let enrollment: Object = [
      "courseId": course["id"] ?? .null, "memberId": member["id"] ?? .null,
      "score": isCompleted ? Value(score) : .null, "success": isCompleted ? Value(score >= 60) : .null,
      "completedDate": isCompleted ? Value(Timestamp.text(enrolled + random.int(1...29) * 86_400)) : .null,
      "certificate": isCompleted && score >= 60
        ? Value("https://academy123xxx.coursepath.com/certificates/\(random.text(12, of: "abcdef0123456789"))") : .null,
      "enrolled": Value(Timestamp.text(enrolled)),
    ]
    try store.put(enrollment, id: Self.id(course, member), on: Self.courseMembers)
  }

  private func generate(
    _ member: Object, _ whole: Object, _ shelf: Shelf, _ field: String, _ random: inout RandomSource
  ) throws {
    var membership: Object = [:]
    membership[field] = whole["id"]
    membership["memberId"] = member["id"]
    membership["enrolled"] = Value(Timestamp.text(Timestamp.epoch - random.int(1...400) * 86_400))
    try store.put(membership, id: Self.id(whole, member), on: shelf)
  }

  private static let companies = [
    "Acme Industries", "Globex", "Initech", "Müller & Söhne GmbH", "Umbrella, Inc.", "日本電子",
  ]
  private static let departments = ["Sales", "Support", "Engineering", "People & Culture", "Finance"]
  private static let countries = ["NL", "DE", "FR", "GB", "US", "JP", "BR"]
  private static let courseNames = [
    "Introduction to Safety", "Data Protection Basics", "Sales Essentials", "First Aid", "Leading Teams",
    "Onboarding \u{1B}[5mblink\u{1B}[0m week", "Spreadsheets, \"advanced\"", "Écriture professionnelle", "数据分析入门",
    "Cyber Security 🔐", "Project Management", "Customer Care",
  ]
  private static let programNames = ["New Employees", "Management Track", "Compliance 2026", "Technicians"]
  private static let groupNames = [
    "Amsterdam", "Berlin", "Trainees", "Managers", "Night shift", "R&D", "Équipe Paris", "Alumni",
  ]
  private static let descriptions = [
    "For everyone who starts with us.", "Refreshes what you know, in two hours.", "With a test at the end.", "",
    "Ask your manager before you enrol; places are few.",
  ]
}
