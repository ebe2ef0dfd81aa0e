/// The outcome of a line, recorded after it ran. The entry itself is written earlier, so that a crash does not lose it.
struct HistoryEnding: Hashable {
  /// The `id` of the entry.
  var id: String
  var outcome: HistoryEntry.Outcome
  /// The account that the line called.
  var provider: String?
  var profile: String?
}

/// A line of a history file, a flat JSON object:
///
///     {"id":"…","time":1700000000,"world":"live","provider":"coderpad","text":"…"}
///     {"of":"…","status":0,"ms":142}
enum HistoryRecord: Hashable {
  case entry(HistoryEntry)
  case ending(HistoryEnding)

  /// The JSON text with a line feed.
  var encoded: [UInt8] {
    var object = HistoryObject()
    switch self {
    case .entry(let entry):
      // Not needed after the outcome has been merged into the entry.
      if entry.outcome == nil { object.add("id", entry.id) }
      object.add("time", entry.time)
      object.add("world", entry.setting?.world)
      object.add("provider", entry.setting?.provider)
      object.add("profile", entry.setting?.profile)
      object.add(entry.outcome)
      object.add("text", entry.text)
    case .ending(let ending):
      object.add("of", ending.id)
      object.add(ending.outcome)
      object.add("provider", ending.provider)
      object.add("profile", ending.profile)
    }
    return object.bytes + Array("}\n".utf8)
  }

  /// Parses a line; nil if it is malformed. Unknown members are ignored.
  init?(encoded line: ArraySlice<UInt8>) {
    guard let members = HistoryScanner.members(of: line) else { return nil }
    let outcome = members.integer("status").map {
      HistoryEntry.Outcome(status: $0, milliseconds: members.integer("ms") ?? 0)
    }
    let (provider, profile) = (members.string("provider"), members.string("profile"))
    if let id = members.string("of"), let outcome {
      self = .ending(HistoryEnding(id: id, outcome: outcome, provider: provider, profile: profile))
      return
    }
    guard let text = members.string("text"), !text.isEmpty else { return nil }
    let setting = members.string("world").map {
      HistoryEntry.Setting(world: $0, provider: provider, profile: profile)
    }
    var entry = HistoryEntry(text: text, time: members.integer("time") ?? 0, setting: setting, outcome: outcome)
    entry.id = members.string("id")
    self = .entry(entry)
  }
}

/// Writes the members of a flat JSON object.
private struct HistoryObject {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ name: String, _ number: Int) {
    open(name)
    bytes += Array(String(number).utf8)
  }

  mutating func add(_ name: String, _ text: String?) {
    guard let text else { return }
    open(name)
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0..<0x20: bytes += Array("\\u00".utf8) + [Self.hexDigits[Int(byte >> 4)], Self.hexDigits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func add(_ outcome: HistoryEntry.Outcome?) {
    guard let outcome else { return }
    add("status", Int(outcome.status))
    add("ms", outcome.milliseconds)
  }

  private mutating func open(_ name: String) {
    bytes += Array((bytes.isEmpty ? "{\"" : ",\"").utf8) + Array(name.utf8) + Array("\":".utf8)
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
