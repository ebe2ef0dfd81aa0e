import JSON
import Query

/// One thing that a run did: a line of the journal.
struct JournalEvent: Sendable {
  enum Name: String, Sendable {
    /// The run: script, parameters, options, where.
    case began
    /// The run goes on in another process.
    case resumed
    /// A unit, before its first write: the number that later events call it by.
    case unit
    /// What `now` gave a unit, as far as it was not told before.
    case clock
    case intended
    case sent
    case done
    case refused
    case unsent
    case inDoubt = "in_doubt"
    /// A write in doubt was found out about, or decided on by a person.
    case settled
    /// A unit is about to append to a file.
    case appended
    /// A statement outside of rows was left out, since somebody wanted it.
    case leftOut = "left_out"
    /// A row ended.
    case row
    /// The source of a loop is known to its end: how many rows it has.
    case loop
    case ended

    /// Whether it has to survive a power failure. An outcome that does not leaves its write in doubt: it is asked about, and
    /// not sent again.
    var mustReachDisk: Bool {
      switch self {
      case .began, .resumed, .sent, .settled, .appended, .ended: true
      case .unit, .clock, .intended, .done, .refused, .unsent, .inDoubt, .leftOut, .row, .loop: false
      }
    }
  }

  var name: Name
  /// Its other members.
  var content: Object

  init(_ name: Name, _ content: Object) {
    self.name = name
    self.content = content
  }

  /// Nil where the text is no event that this program knows.
  init?(parsing text: String) {
    guard let object = (try? Value.parse(text))?.object, let name = object["event"]?.string.flatMap(Name.init) else {
      return nil
    }
    self.init(name, object)
  }

  /// One line of compact JSON.
  var text: String {
    var object: Object = ["event": Value(name.rawValue)]
    for (key, value) in content { object[key] = value }
    return Value(object).json()
  }
}

extension JournalEvent {
  subscript(key: Text) -> Value? { content[key].flatMap { $0.isNull ? nil : $0 } }

  func text(_ key: Text) -> String? { self[key]?.string }

  func number(_ key: Text) -> Int? { self[key]?.int }

  func seconds(_ key: Text) -> Double? { self[key]?.double }

  func flag(_ key: Text) -> Bool { self[key] == true }
}

/// Ties each event of a run to the one before it, so that a changed, missing or added one shows.
enum HashChain {
  /// What the first event is tied to.
  static let start = ""

  /// The hash of an event, in hexadecimal digits: SHA-256 over the hash before it, a line break, and the event's text.
  static func next(after hash: String, _ text: String) -> String {
    Digest(text: hash + "\n" + text).hexadecimal
  }
}
