/// Collects a response as it arrives.
struct ReceivedAnswer {
  /// The limit that was exceeded.
  enum Limit {
    case headers
    case body(Int)
  }

  private static let headerLimit = 256 << 10
  private static let firstReservation = 4 << 20

  private let bodyLimit: Int
  private(set) var exceededLimit: Limit?
  private var status: Int?
  /// Whether the empty line after the headers was received. libcurl accepts a response that ends before it as complete.
  private(set) var hasWholeHeader = false
  private var headers: Headers = [:]
  private var headerBytes = 0
  private var body: [UInt8] = []

  init(bodyLimit: Int) {
    self.bodyLimit = bodyLimit
  }

  /// The response so far; nil without a status line.
  var response: Response? {
    status.map { Response(status: $0, headers: headers, body: body) }
  }

  /// Adds a header line. A status line starts over, since interim responses come first. Returns false to abort the
  /// transfer.
  mutating func addHeaderLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headerBytes += bytes.count
    guard headerBytes <= Self.headerLimit else {
      exceededLimit = .headers
      return false
    }
    guard body.isEmpty else { return true }
    if bytes.starts(with: "HTTP/".utf8) {
      status = Self.status(bytes)
      headers = [:]
      hasWholeHeader = false
    } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      let name = String(decoding: bytes[..<colon], as: UTF8.self).lowercasedASCII
      headers.add(name, String(decoding: Self.trimmed(bytes[(colon + 1)...]), as: UTF8.self))
    } else if Self.trimmed(bytes[...]).isEmpty {
      hasWholeHeader = true
    }
    return true
  }

  /// Adds a chunk of the body. Returns false to abort the transfer.
  mutating func addBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= bodyLimit - body.count else {
      exceededLimit = .body(bodyLimit)
      return false
    }
    if body.isEmpty, let length = headers["content-length"].flatMap({ Int($0) }) {
      body.reserveCapacity(min(max(length, 0), Self.firstReservation))
    }
    body.append(contentsOf: bytes)
    return true
  }

  private static func status(_ line: UnsafeRawBufferPointer) -> Int? {
    guard let space = line.firstIndex(of: 0x20) else { return nil }
    return Int(String(decoding: line[(space + 1)...].prefix(3), as: UTF8.self))
  }

  private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }), let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return bytes.prefix(0) }
    return bytes[first...last]
  }
}
