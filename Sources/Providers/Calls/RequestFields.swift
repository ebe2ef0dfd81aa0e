import HTTP
import JSON
import Query

/// The names and values in a request's query and body, at any depth.
struct RequestFields {
  private var fields: [(names: [String], value: String)] = []
  /// Whether the request was too deep to inspect completely. If so, any field may be present.
  private var isPartial = false
  let hasBody: Bool
  /// Whether the fields refer to several objects, so that there is no single target.
  let nameSeveral: Bool

  init(_ meant: MeantRequest) {
    var pairs = meant.query
    var json: Value?
    if let body = meant.body { json = Value(body) }
    switch meant.other?.content {
    case .form(let form): pairs += form
    case .json: json = try? Value.parse(utf8: meant.other?.bytes ?? [])
    case .none?, .raw, nil: break
    }
    nameSeveral =
      SeveralObjects.areNamed(in: json ?? .null)
      || pairs.contains { pair in
        SeveralObjects.areNamed(by: pair.name, Value(pair.value))
          || Words.of(pair.name).last == "id" && pairs.count { $0.name == pair.name } > 1
      }
    hasBody = meant.body != nil || meant.other != nil
    fields = pairs.map { (FieldName.segments($0.name), $0.value) }
    if case .json? = meant.other?.content, json == nil { isPartial = true }
    if let json { add(json, under: [], depth: 0) }
  }

  /// Adds the fields of a value. An empty container counts as a field, since it may clear existing data.
  private mutating func add(_ value: Value, under names: [String], depth: Int) {
    guard depth < 64 else {
      isPartial = true
      return
    }
    if let object = value.object, !object.isEmpty {
      for (key, value) in object { add(value, under: names + FieldName.segments(key.string), depth: depth + 1) }
    } else if let array = value.array, !array.isEmpty {
      for value in array { add(value, under: names, depth: depth + 1) }
    } else {
      fields.append((names, value.isNull ? "" : value.plainText))
    }
  }

  /// The values of fields with a name in any of their segments: `contents[0]` and `pad[contents]` match `contents`.
  func values(of name: String) -> [String] {
    fields.filter { $0.names.contains(name.lowercased()) }.map(\.value)
  }

  /// Whether a parameter may have the value that raises the risk.
  func mayRaise(_ raise: RiskRaise) -> Bool {
    guard !isPartial else { return true }
    guard let wanted = raise.equals else { return !values(of: raise.parameter).isEmpty }
    return mayHold(raise.parameter, wanted)
  }

  /// Whether the server may see this value. For true, anything that is not clearly false counts.
  func mayHold(_ name: String, _ wanted: Value) -> Bool {
    values(of: name).contains { given in
      wanted == .bool(true)
        ? !Self.falseTexts.contains(given) : given.lowercased() == wanted.plainText.lowercased()
    }
  }

  /// The values that Rails treats as false (ActiveModel::Type::Boolean); other servers accept fewer.
  private static let falseTexts: Set = ["", "0", "f", "F", "false", "FALSE", "off", "OFF"]
}
