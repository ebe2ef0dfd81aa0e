import JSON
public import Query

/// A recorded run, read from its file: newline-delimited JSON, a header and then a line for each exchange and each time
/// that was given.
public struct Cassette: Sendable {
  struct Line<Content: Sendable>: Sendable {
    /// From 1.
    var number: Int
    var content: Content
  }

  let header: CassetteHeader
  private(set) var entries: [Line<CassetteEntry>] = []
  /// The base URL of each account at its first request.
  private var bases: [Account: String] = [:]
  private(set) var times: [UnitPlace?: [Double]] = [:]

  /// Reads all of a file; throws with the number of the line where it is not a cassette.
  ///
  /// - Parameter name: of the file, for errors.
  public init(_ bytes: [UInt8], name: String) throws(CassetteFault) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.first else { throw CassetteFault("\(name) is empty", hint: "--record writes a cassette") }
    header = try Self.located(name, 1) { () throws(CassetteFault) in try CassetteHeader(try Self.value(first)) }
    for (index, line) in lines.enumerated().dropFirst() {
      try Self.located(name, index + 1) { () throws(CassetteFault) in try add(line, index + 1) }
    }
  }

  /// The base URL of an account; nil where nothing was sent there.
  public func base(of account: Account) -> String? { bases[account] }

  /// The named profiles of a provider that it has exchanges of.
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
