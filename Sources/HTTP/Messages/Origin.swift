import Glibc

/// Scheme, host and port of a URL. Credentials are bound to an origin.
public struct Origin: Sendable, Hashable {
  /// The supported schemes.
  public enum Scheme: String, Sendable, Hashable {
    case http
    case https

    var defaultPort: Int { self == .http ? 80 : 443 }
  }

  /// The scheme.
  public let scheme: Scheme
  /// The host in lower case; an IPv6 address without brackets.
  public let host: String
  /// The port; the scheme's default port if none was given.
  public let port: Int

  init(scheme: Scheme, host: String, port: Int? = nil) {
    self.scheme = scheme
    self.host = host.lowercasedASCII
    self.port = port ?? scheme.defaultPort
  }

  /// Whether the host is a loopback address, by its text alone: `localhost`, `127.0.0.0/8`, `::1`.
  public var isLoopback: Bool {
    if host == "localhost" { return true }
    var v4 = in_addr()
    if inet_pton(AF_INET, host, &v4) == 1 { return UInt32(bigEndian: v4.s_addr) >> 24 == 127 }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, host, &v6) == 1 else { return false }
    return withUnsafeBytes(of: &v6) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
  }
}

extension Origin: CustomStringConvertible {
  /// The origin as text, without a default port.
  public var description: String {
    let shown = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    return port == scheme.defaultPort ? "\(scheme)://\(shown)" : "\(scheme)://\(shown):\(port)"
  }
}

extension Origin {
  /// Parses `https://host[:port]`; nil for another scheme, user information, or a host with invalid characters.
  init?(parsing text: some StringProtocol) {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    guard let scheme = Scheme(rawValue: String(text[..<mark]).lowercasedASCII) else { return nil }
    let rest = text[mark...]
    guard rest.utf8.starts(with: "://".utf8) else { return nil }
    guard let authority = Authority(parsing: String(rest.dropFirst(3))) else { return nil }
    self.init(scheme: scheme, host: authority.host, port: authority.port)
  }
}

private struct Authority {
  var host: String
  var port: Int?

  init?(parsing text: String) {
    if text.utf8.first == UInt8(ascii: "[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let name = String(text[text.index(after: text.startIndex)..<end])
      var address = in6_addr()
      guard inet_pton(AF_INET6, name, &address) == 1 else { return nil }
      self.init(host: name, portText: text[text.index(after: end)...])
    } else {
      let end = text.firstIndex(of: ":") ?? text.endIndex
      let name = String(text[..<end])
      guard !name.isEmpty, name.utf8.allSatisfy(Self.belongsToName) else { return nil }
      self.init(host: name, portText: text[end...])
    }
  }

  private init?(host: String, portText: Substring) {
    self.host = host
    guard !portText.isEmpty else { return }
    let digits = portText.dropFirst()
    guard portText.first == ":", let number = UInt16(digits), number > 0, digits.first != "+" else { return nil }
    port = Int(number)
  }

  private static func belongsToName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || PercentEncoding.isUnreserved(byte)
  }
}
