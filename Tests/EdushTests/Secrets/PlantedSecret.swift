import Foundation

/// A secret that is planted somewhere and must not appear in any output, with characters that every escaping changes.
struct PlantedSecret: Sendable {
  let name: String
  /// The part that no escaping changes, so that its traces are found in all of them.
  private let core: String
  private let tail: String

  init(_ name: String, tail: String = "&%'<=\"\\z") {
    self.name = name
    self.tail = tail
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789")
    core = String((0..<24).map { _ in letters.randomElement() ?? "A" })
  }

  var value: String { "q/+\(core)\(tail)" }

  /// As a string of eduscript or JSON.
  var quoted: String { Self.json(value) }

  /// The forms in which servers may echo the secret.
  var forms: [String] {
    let percent = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let lower = percent.replacing(/%[0-9A-F]{2}/) { $0.output.lowercased() }
    let inJSON = String(Self.json(value).dropFirst().dropLast())
    let html = value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
      .replacing("'", with: "&#39;")
    return [
      value, Self.base64(value), Self.base64("user:" + value), Self.base64("Token token=\"\(value)\""),
      Self.base64(value).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: ""), percent, lower,
      inJSON, inJSON.replacing("/", with: "\\/"), html,
      html.replacing("&#39;", with: "&#x27;"),
    ]
  }

  /// Texts that reveal it: eight characters at either end of the core, and the Base64 of its middle.
  var traces: [String] {
    [String(core.prefix(8)), String(core.suffix(8))]
      + (0..<3).map { shift in
        String(Self.base64(String(repeating: "x", count: shift) + value).dropFirst(8).prefix(12))
      }
  }

  func isBetrayed(by text: String) -> Bool { traces.contains { text.contains($0) } }

  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  private static func json(_ text: String) -> String {
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self).replacing("\\/", with: "/")
  }
}
