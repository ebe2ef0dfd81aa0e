import Diagnostics
import HTTP
import JSON

extension Response {
  /// The body in UTF-8, decoded according to its content type; UTF-8 if no charset is given.
  func text() throws(EncodingFault) -> [UInt8] { try TextDecoder.utf8(body, encoding ?? .utf8) }

  /// Latin-1 is treated as Windows-1252, as on the web.
  private var encoding: TextEncoding? {
    let parts = (headers["content-type"] ?? "").lowercased().split(separator: ";").dropFirst()
    let values = parts.compactMap { part in
      let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
      return pair.count == 2 && pair[0] == "charset" ? pair[1].filter { $0 != "\"" } : nil
    }
    switch values.first {
    case "iso-8859-1", "latin1", "windows-1252", "cp1252": return .windows1252
    case "utf-16", "utf-16le", "utf-16be": return .utf16
    case let name: return name.flatMap(TextEncoding.init(rawValue:))
    }
  }
}
