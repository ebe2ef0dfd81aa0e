import JSON

/// Replaces the people in texts: each gets a number, the same wherever her names or e-mail addresses stand.
///
/// E-mail addresses are found anywhere. Names are found by the key that they stand under (`full_name`), by the key around them
/// (`client: {name}`), or beside an e-mail address. It rather hides too much than too little: parts of names count, too.
struct PeopleMask {
  private static var email: Regex<Substring> {
    /[A-Za-z0-9._+-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/
  }
  /// Words of keys that speak of people.
  private static let people: Set = [
    "author", "candidate", "client", "creator", "customer", "interviewer", "learner", "manager", "member", "mentee",
    "mentor",
    "organizer", "owner", "participant", "person", "student", "teacher", "tutor", "user",
  ]
  private static let names: Set = [
    "displayname", "familyname", "firstname", "fullname", "givenname", "lastname", "name", "nickname", "surname",
    "username",
  ]

  /// What stands for the addresses, in lower case, and the names.
  private var numbers: [String: Int] = [:]
  private var forms: [String: Int] = [:]
  /// The numbers of names in lower case.
  private var known: [String: Int] = [:]
  private var count = 0

  /// Learns the addresses of a text, such as a URL or a line that was typed.
  mutating func learn(_ text: String) {
    for match in text.matches(of: Self.email) { _ = number(ofAddress: String(match.output)) }
  }

  /// Learns the people of a value.
  mutating func learn(_ value: Value) { learn(value, isPerson: false) }

  private mutating func learn(_ value: Value, isPerson: Bool) {
    if let text = value.string {
      learn(text)
      if isPerson, text.firstMatch(of: Self.email) == nil { name(text, nil) }
    } else if let elements = value.array {
      for element in elements { learn(element, isPerson: isPerson) }
    } else if let object = value.object {
      let address = object.lazy.compactMap { $0.value.string }.first { $0.wholeMatch(of: Self.email) != nil }
      let number = address.map { self.number(ofAddress: $0) } ?? nil
      let describesPerson = isPerson || address != nil
      // All names of one object are one person's.
      var own = number
      for (key, member) in object {
        let words = Self.words(key.string)
        let isAbout = words.contains { Self.people.contains($0) || Self.people.contains(String($0.dropLast())) }
        let isName = Self.names.contains(words.joined()) || words.last == "name"
        if let text = member.string, isName,
          describesPerson || isAbout || words.count > 1 && Self.names.contains(words.joined())
        {
          own = name(text, isAbout && !describesPerson ? nil : own)
        } else {
          learn(member, isPerson: isAbout && !(member.string?.isEmpty ?? false) && !Self.isPlain(words))
        }
      }
    }
  }

  /// `user_id`, `author_email` and their like are no names.
  private static func isPlain(_ words: [String]) -> Bool {
    ["id", "email", "url", "count", "type", "role", "status", "at"].contains(words.last ?? "")
  }

  /// `ownerEmail` → owner, email.
  private static func words(_ key: String) -> [String] {
    var words = [""]
    for character in key {
      if character == "_" || character == "-" || character == " " {
        words.append("")
      } else {
        if character.isUppercase, words.last?.last?.isLowercase ?? false { words.append("") }
        words[words.count - 1] += character.lowercased()
      }
    }
    return words.filter { !$0.isEmpty }
  }

  private mutating func number(ofAddress address: String) -> Int {
    let key = address.replacing("%40", with: "@").lowercased()
    if let known = numbers[key] { return known }
    let number = next()
    numbers[key] = number
    return number
  }

  private mutating func next() -> Int {
    count += 1
    return count
  }

  @discardableResult
  private mutating func name(_ text: String, _ own: Int?) -> Int? {
    let name = text.trimmingBlanks
    guard name.count > 2, name.contains(where: \.isLetter) else { return own }
    let number = own ?? known[name.lowercased()] ?? next()
    if known[name.lowercased()] == nil { known[name.lowercased()] = number }
    if forms[name] == nil { forms[name] = number }
    for part in name.split(whereSeparator: \.isWhitespace).map(String.init)
    where part.count > 2 && part.first?.isUppercase ?? false && forms[part] == nil {
      forms[part] = number
    }
    return number
  }

  /// The text without the people that were learnt.
  func masked(_ text: String) -> String {
    var result = text.replacing(Self.email) { match in
      let address = String(match.output)
      guard let number = numbers[address.replacing("%40", with: "@").lowercased()] else { return address }
      return "person-\(number)\(address.contains("@") ? "@" : "%40")example.com"
    }
    for (form, number) in forms.sorted(by: { ($1.key.count, $0.key) < ($0.key.count, $1.key) })
    where result.contains(form) {
      result = Self.replace(form, by: "Person \(number)", in: result)
    }
    return result
  }

  /// Replaces whole words only.
  private static func replace(_ form: String, by other: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let found = rest.ranges(of: form).first {
      let before = rest[..<found.lowerBound].last ?? result.last
      let after = rest[found.upperBound...].first
      let isWord =
        !(before.map { $0.isLetter || $0.isNumber } ?? false) && !(after.map { $0.isLetter || $0.isNumber } ?? false)
      result += rest[..<found.lowerBound]
      result += isWord ? other : form
      rest = rest[found.upperBound...]
    }
    return result + rest
  }

  /// The value without the people that were learnt, in keys too.
  func masked(_ value: Value) -> Value { value.mapTexts { Value(masked($0.string)) } }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
