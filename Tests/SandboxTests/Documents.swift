import Glibc
import JSON

/// The providers' documents next to the checkout, if present.
enum Documents {
  static let folder: String = {
    let file = #filePath
    let checkout = file.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(checkout)/../shared/provider-docs"
  }()

  static let areThere = access(folder + "/inventory.json", R_OK) == 0

  /// The text of a document; empty if it cannot be read.
  static func text(_ name: String) -> String {
    guard let file = fopen("\(folder)/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The inventory's methods of a provider.
  static func methods(_ provider: String) -> [Value] {
    let inventory = (try? Value.parse(text("inventory.json"))) ?? .null
    let resources = inventory["providers"]?[provider]?["resources"]?.object?.values ?? []
    return resources.flatMap { $0["methods"]?.object?.values ?? [] }
  }

  static func method(_ id: String) -> Value? {
    methods(String(id.prefix { $0 != "." })).first { $0["id"] == Value(id) }
  }
}

/// A curl command from a document.
struct CurlExample: CustomStringConvertible {
  var method = "GET"
  var url = ""
  var headers: [(String, String)] = []
  var data: [String] = []

  var description: String { "\(method) \(url)" }

  /// The path after the host, with the query.
  var target: String {
    let rest = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).dropFirst(2)
    return "/" + (rest.first ?? "")
  }

  /// A document's commands that contain an address.
  static func all(in text: String) -> [CurlExample] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var examples: [CurlExample] = []
    var index = 0
    while index < lines.count {
      defer { index += 1 }
      guard lines[index].hasPrefix("curl") else { continue }
      var command = String(lines[index])
      while index + 1 < lines.count, command.hasSuffix("\\") || isContinuation(lines[index + 1]) {
        index += 1
        command += (command.hasSuffix("\\") ? "\n" : " ") + lines[index]
      }
      let example = CurlExample(words: words(command))
      if example.url.hasPrefix("https://") { examples.append(example) }
    }
    return examples
  }

  /// Codementor's examples lack the backslash at the ends of lines.
  private static func isContinuation(_ line: Substring) -> Bool {
    line.first == " " && line.drop { $0 == " " }.hasPrefix("-H")
  }

  private init(words: [String]) {
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      switch word {
      case "-X": method = rest.popFirst() ?? method
      case "-H":
        let parts = (rest.popFirst() ?? "").split(separator: ":", maxSplits: 1)
        if parts.count == 2 { headers.append((String(parts[0]), String(parts[1].drop { $0 == " " }))) }
      case "-d", "--data":
        data.append(rest.popFirst() ?? "")
        if method == "GET" { method = "POST" }
      default: url = word
      }
    }
  }

  /// Splits a command as a shell does.
  private static func words(_ command: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = command[...]
    while let character = rest.popFirst() {
      switch (character, quote) {
      case ("\\", nil), ("\\", "\""):
        guard let next = rest.first else { break }
        if quote == "\"", !"\"\\$`\n".contains(next) {
          word = (word ?? "") + "\\"
        } else {
          rest = rest.dropFirst()
          if next != "\n" { word = (word ?? "") + String(next) }
        }
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case (let character, let open?) where character == open: quote = nil
      case (" ", nil), ("\n", nil):
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

/// The differences between a response and the documented one; empty if there are none.
enum Difference {
  static let optional: Set<String> = ["next_page", "prev_page", "pad_environment_ids"]

  /// Compares values, except the top-level members in `ignored`.
  static func exact(_ expected: Value, _ actual: Value, except ignored: [String]) -> [String] {
    guard let left = expected.object, let right = actual.object, !ignored.isEmpty else {
      return expected == actual ? [] : ["\(expected) is documented, not \(actual)"]
    }
    var differences = left.keys == right.keys ? [] : ["keys \(right.keys) instead of \(left.keys)"]
    for (key, value) in left where !ignored.contains(key.string) && right[key] != value {
      differences.append("\(key): \(right[key] ?? .null) instead of \(value)")
    }
    return differences
  }

  /// Compares keys and types, and only the first element of an array. Null matches any type.
  static func shape(_ expected: Value, _ actual: Value, at path: String = "") -> [String] {
    if let left = expected.object, let right = actual.object {
      let names = { (object: Object) in Set(object.keys.map(\.string)).subtracting(optional) }
      let missing = names(left).symmetricDifference(names(right)).map { "\(path).\($0) on one side only" }
      return missing
        + left.flatMap { key, value in
          right[key].map { shape(value, $0, at: "\(path).\(key)") } ?? []
        }
    }
    if let left = expected.array, let right = actual.array {
      guard let first = left.first, let other = right.first else { return [] }
      return shape(first, other, at: path + "[]")
    }
    let isAlike = expected.isNull || actual.isNull || expected.typeName == actual.typeName
    return isAlike ? [] : ["\(path) is \(actual.typeName), documented as \(expected.typeName)"]
  }
}
