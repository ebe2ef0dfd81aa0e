import JSON

/// TAP version 14 as specified: the version, one plan, numbered points with their diagnostics.
struct TAPDocument {
  struct Point {
    var isOK: Bool
    var description: String
    var directive: String?
    var diagnostics: [String: Value] = [:]
  }

  struct Fault: Error, Equatable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  private(set) var points: [Point] = []
  private(set) var bailOut: String?

  init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasSuffix("\n") else { throw Fault("no line break at the end") }
    var lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.popFirst() == "TAP version 14" else { throw Fault("no version") }
    guard let plan = lines.popFirst()?.split(separator: " ").first, plan.hasPrefix("1.."),
      let count = Int(plan.dropFirst(3))
    else { throw Fault("no plan") }
    while let line = lines.popFirst() {
      if line == "  ---" {
        try readDiagnostics(&lines)
      } else if line.hasPrefix("Bail out!") {
        bailOut = String(line.dropFirst("Bail out! ".count))
      } else {
        points.append(try Self.point(line, number: points.count + 1))
      }
    }
    guard points.count == count else { throw Fault("\(points.count) points of \(count)") }
  }

  private static func point(_ line: Substring, number: Int) throws -> Point {
    let isOK = line.hasPrefix("ok ")
    guard isOK || line.hasPrefix("not ok ") else { throw Fault("not a point: \(line)") }
    let rest = line.dropFirst(isOK ? 3 : 7)
    guard rest.hasPrefix("\(number) - ") else { throw Fault("number \(number) expected: \(line)") }
    var (description, directive, isEscaped) = ("", String?.none, false)
    for character in rest.dropFirst("\(number) - ".count) {
      if directive == nil, !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      if directive == nil, !isEscaped, character == "#" {
        directive = ""
      } else if directive != nil {
        directive?.append(character)
      } else {
        description.append(character)
      }
      isEscaped = false
    }
    if directive != nil, description.hasSuffix(" ") { description.removeLast() }
    return Point(isOK: isOK, description: description, directive: directive)
  }

  private mutating func readDiagnostics(_ lines: inout ArraySlice<Substring>) throws {
    guard !points.isEmpty else { throw Fault("diagnostics without a point") }
    while let line = lines.popFirst(), line != "  ..." {
      guard line.hasPrefix("  "), let colon = line.firstIndex(of: ":") else { throw Fault("not a field: \(line)") }
      let key = String(line[..<colon].dropFirst(2))
      points[points.count - 1].diagnostics[key] = try Value.parse(String(line[colon...].dropFirst(2)))
    }
  }
}
