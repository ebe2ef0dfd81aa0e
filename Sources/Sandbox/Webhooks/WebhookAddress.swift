/// The address for webhooks: plain HTTP on this machine, so that nothing leaves it.
struct WebhookAddress: Sendable, Equatable {
  let text: String
  let host: String
  let port: Int
  /// The path and query.
  let target: String

  /// Parses `http://127.0.0.1:8080/hook`; nil for other schemes, hosts and ports.
  init?(_ text: String) {
    let scheme = "http://"
    guard text.hasPrefix(scheme) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let host = parts.first, host == "127.0.0.1" || host == "localhost",
      let port = parts.count > 1 ? Int(parts[1]) : 80, (1...65_535).contains(port)
    else { return nil }
    let target = rest.dropFirst(authority.count)
    guard target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    self.text = text
    self.host = String(host)
    self.port = port
    self.target = target.hasPrefix("/") ? String(target) : "/" + target
  }
}

extension WebhookAddress {
  /// Parses an address. Throws if it is invalid.
  init(checking text: String) throws(SandboxError) {
    guard let address = WebhookAddress(text) else {
      throw SandboxError(description: "webhooks go to http://127.0.0.1:PORT/…, not to \(text)")
    }
    self = address
  }
}
