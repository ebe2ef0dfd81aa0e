import Foundation

/// A request as it came over the wire.
struct RecordedRequest {
  /// `VERB TARGET VERSION`.
  var line: String
  /// Names in small letters, in the order that they came in.
  var headers: [(name: String, value: String)] = []
  var body = ""

  /// What every request has, whatever it asks for.
  static let common: Set<String> = ["host", "user-agent", "accept", "accept-encoding", "content-length"]

  init(_ text: String) {
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\r\n")
    line = lines.first.map(String.init) ?? ""
    headers = lines.dropFirst().map { field in
      let pair = field.split(separator: ":", maxSplits: 1)
      return (pair[0].lowercased(), pair.count > 1 ? pair[1].trimmingCharacters(in: .whitespaces) : "")
    }
    if parts.count > 1 { body = String(parts[1]) }
  }

  /// `name: value` of the headers that are this request's own, sorted.
  var own: [String] { headers.filter { !Self.common.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted() }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
}
