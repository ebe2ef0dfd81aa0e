import HTTP
import JSON
import Query

/// The names and values that a request carries in its query and its body, at any depth and in any nesting.
struct RequestFields {
  private var fields: [(names: [String], value: String)] = []
  /// Whether there may be more in it than was looked at; then everything may be there.
  private var isPartial = false
  let hasBody: Bool
  /// Whether they name several objects, so that no single one is hit.
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

  /// An empty container is a field, too: it may empty what is there.
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

  /// The values with that name in any segment of theirs: `contents[0]` and `pad[contents]` are a `contents`.
  func values(of name: String) -> [String] {
    fields.filter { $0.names.contains(name.lowercased()) }.map(\.value)
  }

  /// Whether a parameter may have what makes a call riskier.
  func mayRaise(_ raise: RiskRaise) -> Bool {
    guard !isPartial else { return true }
    guard let wanted = raise.equals else { return !values(of: raise.parameter).isEmpty }
    return mayHold(raise.parameter, wanted)
  }

  /// Whether a server may find that value there; true is all but a clear false.
  func mayHold(_ name: String, _ wanted: Value) -> Bool {
    values(of: name).contains { given in
      wanted == .bool(true)
        ? !Self.falseTexts.contains(given) : given.lowercased() == wanted.plainText.lowercased()
    }
  }

  /// Exactly what Rails takes for false (ActiveModel::Type::Boolean); other servers take less.
  private static let falseTexts: Set = ["", "0", "f", "F", "false", "FALSE", "off", "OFF"]
}
