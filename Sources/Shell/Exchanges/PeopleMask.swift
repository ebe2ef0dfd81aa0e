import Diagnostics
import JSON

/// Anonymises texts: each person gets a number, used wherever their names or e-mail addresses occur.
///
/// E-mail addresses are found anywhere. Names are found by their key (`full_name`), by the enclosing key (`client:
/// {name}`), or next to an e-mail address. When in doubt it hides too much; parts of names are also hidden.
struct PeopleMask {
  private static var email: Regex<Substring> {
    /[A-Za-z0-9._+-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/
  }
  /// Words in keys that refer to people.
  private static let people: Set = [
    "author", "candidate", "client", "creator", "customer", "interviewer", "learner", "manager", "member", "mentee",
    "mentor",
    "organizer", "owner", "participant", "person", "student", "teacher", "tutor", "user",
  ]
  private static let names: Set = [
    "displayname", "familyname", "firstname", "fullname", "givenname", "lastname", "name", "nickname", "surname",
    "username",
  ]

  /// The number of each person by address and by name forms, in lower case.
  private var numbers: [String: Int] = [:]
  private var forms: [String: Int] = [:]
  /// The names by their first word, longest first.
  private var byFirstWord: [String: [String]] = [:]
  /// Merged people: the number of the person who was found first.
  private var same: [Int: Int] = [:]
  private var count = 0

  /// Learns the addresses in a text, such as a URL or a typed line.
  mutating func learn(_ text: String) {
    for match in text.matches(of: Self.email) { _ = number(ofAddress: String(match.output)) }
  }

  /// Learns the people in a value.
  mutating func learn(_ value: Value) { learn(value, isPerson: false) }

  private mutating func learn(_ value: Value, isPerson: Bool) {
    if let text = value.string {
      learn(text)
      if isPerson, text.firstMatch(of: Self.email) == nil { name(text, nil) }
    } else if let elements = value.array {
      for element in elements { learn(element, isPerson: isPerson) }
    } else if let object = value.object {
      let addresses = self.addresses(in: object)
      let describesPerson = isPerson || !addresses.isEmpty
      // The names with one role in an object belong to one person, who has the address with the same role.
      var own = addresses
      for (key, member) in object {
        let words = Self.words(key.string)
        let isAbout = words.contains { Self.people.contains($0) || Self.people.contains(String($0.dropLast())) }
        let isName = Self.names.contains(words.joined()) || words.last == "name"
        if let text = member.string, isName,
          describesPerson || isAbout || words.count > 1 && Self.names.contains(words.joined())
        {
          let part = Self.part(of: words)
          own[part] = name(text, isAbout && !describesPerson ? nil : own[part])
        } else {
          learn(member, isPerson: isAbout && !(member.string?.isEmpty ?? false) && !Self.isPlain(words))
        }
      }
    }
  }

  /// The people of an object's addresses, by role.
  private mutating func addresses(in object: Object) -> [String: Int] {
    var found: [String: Int] = [:]
    for (key, member) in object {
      guard let text = member.string, text.wholeMatch(of: Self.email) != nil else { continue }
      let number = number(ofAddress: text)
      found[Self.part(of: Self.words(key.string))] = found[Self.part(of: Self.words(key.string))] ?? number
    }
    return found
  }

  /// The role in a key, such as `owner` for `owner_email`; empty for `name` and `email`.
  private static func part(of words: [String]) -> String {
    words.first { people.contains($0) || people.contains(String($0.dropLast())) } ?? ""
  }

  /// Whether a key such as `user_id` or `author_email` does not contain a name.
  private static func isPlain(_ words: [String]) -> Bool {
    ["id", "email", "url", "count", "type", "role", "status", "at"].contains(words.last ?? "")
  }

  /// Splits `ownerEmail` into owner, email.
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
    let name = text.trimmed
    guard name.count > 2, name.contains(where: \.isLetter) else { return own }
    let known = forms[name.lowercased()]
    let number = own ?? known ?? next()
    if let known { unite(known, number) }
    add(name, number)
    let parts = name.split { !$0.isLetter && $0 != "-" && $0 != "'" && $0 != "’" }.map(String.init)
    for form in parts.filter({ $0.count > 2 && $0.first?.isUppercase ?? false }) + Self.accounts(of: parts) {
      add(form, number)
    }
    return number
  }

  /// Notes that two numbers belong to the same person.
  private mutating func unite(_ one: Int, _ other: Int) {
    let (first, second) = (person(one), person(other))
    if first != second { same[max(first, second)] = min(first, second) }
  }

  /// The number by which a person is shown.
  private func person(_ number: Int) -> Int {
    var number = number
    while let other = same[number] { number = other }
    return number
  }

  private mutating func add(_ form: String, _ number: Int) {
    let form = form.lowercased()
    guard forms[form] == nil, let start = form.firstIndex(where: Self.isWordPart) else { return }
    forms[form] = number
    guard start == form.startIndex else { return }
    var others = byFirstWord[String(form.prefix(while: Self.isWordPart)), default: []]
    others.insert(form, at: others.firstIndex { $0.count < form.count } ?? others.endIndex)
    byFirstWord[String(form.prefix(while: Self.isWordPart))] = others
  }

  /// Typical user names of people with a name: `emma.jansen`, `ejansen`.
  private static func accounts(of parts: [String]) -> [String] {
    guard let first = parts.first, let last = parts.last, parts.count > 1, let initial = first.first, last.count > 2
    else {
      return []
    }
    return [".", "_", "-", ""].flatMap { [first + $0 + last, "\(initial)\($0)\(last)"] }
  }

  /// The text without the known people and without phone numbers.
  func masked(_ text: String) -> String {
    var result = text.replacing(Self.email) { match in
      let address = String(match.output)
      guard let number = numbers[address.replacing("%40", with: "@").lowercased()] else { return address }
      return "person-\(person(number))\(address.contains("@") ? "@" : "%40")example.com"
    }
    result = hidingNames(in: result)
    return result.replacing(/\+\d[\d ()\/.-]{6,}\d/, with: "+00 000 0000")
  }

  /// Replaces whole words in any case, longest form first.
  private func hidingNames(in text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      guard Self.isWordPart(characters[index]) else {
        result.append(characters[index])
        index += 1
        continue
      }
      let end = characters[index...].firstIndex { !Self.isWordPart($0) } ?? characters.count
      let word = String(characters[index..<end])
      let found = byFirstWord[word.lowercased()]?.first { form in
        let last = index + form.count
        guard last <= characters.count, last == characters.count || !Self.isWordPart(characters[last]) else {
          return false
        }
        return String(characters[index..<last]).lowercased() == form
      }
      result += found.flatMap { forms[$0] }.map { "Person \(person($0))" } ?? word
      index = found.map { index + $0.count } ?? end
    }
    return result
  }

  private static func isWordPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  /// The value without the known people, including in keys.
  func masked(_ value: Value) -> Value { value.mapTexts { Value(masked($0.string)) } }
}
