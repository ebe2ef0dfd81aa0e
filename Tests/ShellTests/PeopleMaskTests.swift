import JSON
import Testing

@testable import Shell

struct PeopleMaskTests {
  private func masked(_ text: String, knowing json: String...) throws -> String {
    var mask = PeopleMask()
    for one in json { mask.learn(try Value.parse(one)) }
    mask.learn(text)
    return mask.masked(text)
  }

  @Test(arguments: [
    // A person keeps one number whatever names that person.
    (
      #"{"email":"emma.jansen2@example.nl","name":"Emma Jansen"}"#, "Emma Jansen <Emma.Jansen2@example.nl>",
      "Person 1 <person-1@example.com>"
    ),
    (
      #"{"first_name":"Zoë","last_name":"Dubois","email":"z@d.fr"}"#, "Zoë, then Dubois: z%40d.fr",
      "Person 1, then Person 1: person-1%40example.com"
    ),
    (
      #"{"name":"Rob Zombie","email":"r@z.us"}"#, "Rob's interview; Zombies; ZOMBIE, rob.zombie",
      "Person 1's interview; Zombies; Person 1, Person 1"
    ),
    // A person known only by name keeps one number once an object has name and id; another id is another person.
    (
      #"[{"participants":["Emma Jansen"]},{"name":"Emma Jansen","email":"e@j.nl"}]"#, "Emma Jansen, e@j.nl",
      "Person 1, person-1@example.com"
    ),
    (
      #"{"author_name":"Ada Kaya","owner_email":"o@x.nl"}"#, "Ada Kaya, o@x.nl", "Person 2, person-1@example.com"
    ),
    // By the keys around them.
    (#"{"client":{"name":"Ada Kaya"}}"#, "Ada Kaya", "Person 1"),
    (
      #"{"participants":["vincent","Greg"]}"#, "Greg and vincent, Vincent? +31 6 12345678",
      "Person 2 and Person 1, Person 1? +00 000 0000"
    ),
    (#"{"user_name":"Vincent","author_name":"vincent"}"#, "Vincent vincent", "Person 1 Person 1"),
    (#"{"members":[{"id":1,"name":"Lars Martins"}]}"#, "Lars Martins", "Person 1"),
    // Values that are not people are unchanged.
    (
      #"{"id":3,"name":"Data Protection Basics","language":"ruby"}"#, "Data Protection Basics in ruby",
      "Data Protection Basics in ruby"
    ),
    (#"{"user_id":"A17","owner":{"type":"admin","role":"teacher"}}"#, "A17 admin teacher", "A17 admin teacher"),
    // Addresses are masked anywhere.
    (
      #"{"note":"write to jo@x.org"}"#, "?email=jo%40x.org&limit=3, jo@x.org",
      "?email=person-1%40example.com&limit=3, person-1@example.com"
    ),
    ("{}", "typed@home.net", "person-1@example.com"),
  ]) func `Each person gets a number`(json: String, text: String, expected: String) throws {
    #expect(try masked(text, knowing: json) == expected)
  }
}
