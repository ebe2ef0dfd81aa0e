import Foundation

/// A request as it was received.
struct RecordedRequest {
  /// `VERB TARGET VERSION`.
  var line: String
  /// Names in lower case, in the order received.
  var headers: [(name: String, value: String)] = []
  var body = ""

  /// Headers that every request has.
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

  /// `name: value` of the headers specific to this request, sorted.
  var own: [String] { headers.filter { !Self.common.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted() }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }
}
