/// A fictitious person.
struct Person: Sendable {
  let name: String
  let email: String
}

/// Fictitious people, with names from many countries and a few that are difficult for programs.
enum People {
  static let givenNames = [
    "Ada", "Amara", "André", "Ângela", "Björn", "Chiara", "Chloé", "Dmitri", "Elif", "Emma", "Farid", "Grace",
    "Hana", "Ivan", "Jasmine", "João", "Kofi", "Lars", "Leïla", "Mateo", "Mei", "Noor", "Olga", "Priya", "Quentin",
    "Rosa", "Sven", "Søren", "Tariq", "Uma", "Víctor", "Wanjiru", "Xiu", "Yuki", "Zoë",
  ]
  static let familyNames = [
    "Almeida", "Andersson", "Bauer", "Bianchi", "Chen", "Dubois", "Eriksen", "Fernández", "García", "Haddad",
    "Ivanova", "Jansen", "Kaya", "Kowalski", "Lindqvist", "Martins", "Müller", "Nakamura", "Nguyen", "O'Brien",
    "Okafor", "Petrov", "Rossi", "Sato", "Schmidt", "Silva", "Smith", "Tanaka", "Usman", "van der Berg", "Wang",
    "Yılmaz", "Zhang", "Łukasik", "Šimić",
  ]
  /// Names that are difficult for terminals and tables.
  static let unusual = [
    "Renée \"Ren\" O'Connor", "李 小龍", "مريم الزهراء", "Zoë 👩‍🏫 Müller-Lüdenscheidt",
    "Bobby <b>Tables</b>; DROP TABLE",
  ]

  /// The person with an index. The address is unique for the index.
  static func person(_ index: Int, _ random: inout RandomSource) -> Person {
    let given = random.word(givenNames)
    let family = random.word(familyNames)
    let name = index % 31 == 17 ? unusual[index / 31 % unusual.count] : "\(given) \(family)"
    return Person(name: name, email: "\(plain(given)).\(plain(family))\(index)@example.com")
  }

  /// The letters of a name that are valid in an e-mail address.
  private static func plain(_ name: String) -> String {
    name.map { folded[$0] ?? ($0.isASCII && $0.isLetter ? $0.lowercased() : "") }.joined()
  }

  private static let folded: [Character: String] = [
    "é": "e", "è": "e", "ë": "e", "ï": "i", "í": "i", "ã": "a", "â": "a", "Â": "a", "á": "a", "ö": "o", "ø": "o",
    "ü": "u", "ı": "i", "Ł": "l", "Š": "s", "ć": "c", "ó": "o",
  ]
}
