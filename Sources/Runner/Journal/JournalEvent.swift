import JSON
import Query

/// An event of a run: one line of the journal.
struct JournalEvent: Sendable {
  enum Name: String, Sendable {
    /// The run starts: script, parameters, options, folder.
    case began
    /// Another process resumes the run.
    case resumed
    /// A unit, recorded before its first write, with the number that later events use for it.
    case unit
    /// Values of `now` in a unit that have not been recorded yet.
    case clock
    case intended
    case sent
    case done
    case refused
    case unsent
    case inDoubt = "in_doubt"
    /// A write in doubt was settled, by a probe or by the user.
    case settled
    /// A unit is about to append to a file.
    case appended
    /// The user chose to skip a statement outside of rows.
    case leftOut = "left_out"
    /// A row ended.
    case row
    /// The source of a loop is exhausted: the number of its rows.
    case loop
    case ended

    /// Whether it records what a unit did, rather than how far the source of a loop was read.
    var isProgress: Bool {
      switch self {
      case .unit, .intended, .sent, .done, .refused, .unsent, .inDoubt, .settled, .appended, .leftOut, .row: true
      case .began, .resumed, .clock, .loop, .ended: false
      }
    }

    /// Whether the event must survive a power failure. If the outcome of a write is lost, the write is in doubt: it is
    /// looked up, not sent again.
    var mustReachDisk: Bool {
      switch self {
      case .began, .resumed, .sent, .settled, .appended, .ended: true
      case .unit, .clock, .intended, .done, .refused, .unsent, .inDoubt, .leftOut, .row, .loop: false
      }
    }
  }

  var name: Name
  /// The other members of the event.
  var content: Object

  init(_ name: Name, _ content: Object) {
    self.name = name
    self.content = content
  }

  /// Parses a line; nil if it is not an event known to this version.
  init?(parsing text: String) {
    guard let object = (try? Value.parse(text))?.object, let name = object["event"]?.string.flatMap(Name.init) else {
      return nil
    }
    self.init(name, object)
  }

  /// The event as one line of compact JSON.
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

/// Links each event of a run to the previous one, so that changed, missing and added events are detected.
enum HashChain {
  /// The hash that precedes the first event.
  static let start = ""

  /// The SHA-256 of the previous hash, a line feed and the event's text, in hexadecimal.
  static func next(after hash: String, _ text: String) -> String {
    Digest(text: hash + "\n" + text).hexadecimal
  }
}
