import JSON
public import Query

/// A recorded run, read from a cassette file: newline-delimited JSON with a header, then one line per exchange and per
/// clock reading.
public struct Cassette: Sendable {
  struct Line<Content: Sendable>: Sendable {
    /// From 1.
    var number: Int
    var content: Content
  }

  let header: CassetteHeader
  private(set) var entries: [Line<CassetteEntry>] = []
  /// The base URL of each account, as of its first request.
  private var bases: [Account: String] = [:]
  private(set) var times: [UnitPlace?: [Double]] = [:]

  /// Parses a cassette file. Throws with the line number if it is malformed.
  ///
  /// - Parameter name: the file's name, for error messages.
  public init(_ bytes: [UInt8], name: String) throws(CassetteFault) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first else { throw CassetteFault("\(name) is empty", hint: "--record writes a cassette") }
    header = try Self.located(name, 1) { () throws(CassetteFault) in try CassetteHeader(try Self.value(first)) }
    for (index, line) in lines.enumerated().dropFirst() {
      try Self.located(name, index + 1) { () throws(CassetteFault) in try add(line, index + 1) }
    }
  }

  /// The base URL of an account; nil if the cassette has no exchanges with it.
  public func base(of account: Account) -> String? { bases[account] }

  /// The named profiles of a provider for which the cassette has exchanges.
  public func profiles(of provider: String) -> [String] {
    bases.keys.filter { $0.provider == provider }.compactMap(\.profile).sorted()
  }

  private mutating func add(_ line: ArraySlice<UInt8>, _ number: Int) throws(CassetteFault) {
    guard let object = try Self.value(line).object else { throw CassetteFault("not an object") }
    if object["now"] != nil {
      let time = try CassetteTime(object)
      times[time.place, default: []].append(time.time)
    } else {
      let entry = try CassetteEntry(object)
      if bases[entry.account] == nil { bases[entry.account] = entry.base }
      entries.append(Line(number: number, content: entry))
    }
  }

  private static func value(_ line: ArraySlice<UInt8>) throws(CassetteFault) -> Value {
    do throws(ParseError) {
      return try Value.parse(utf8: Array(line))
    } catch {
      throw CassetteFault(
        "not JSON: \(error.message)", hint: "a recording that was cut off may end within a line; remove that line")
    }
  }

  private static func located<Result>(
    _ name: String, _ number: Int, _ body: () throws(CassetteFault) -> Result
  ) throws(CassetteFault) -> Result {
    do throws(CassetteFault) {
      return try body()
    } catch {
      throw CassetteFault("\(name), line \(number): \(error.message)", hint: error.hint)
    }
  }
}
