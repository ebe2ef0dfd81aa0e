/// The configuration of an HTTP client.
public struct ClientConfiguration: Sendable {
  /// Sent as `User-Agent`: `edush/<version>`.
  public var userAgent: String
  /// The default timeouts, for requests without their own.
  public var timeouts = Timeouts()
  /// The maximum length of a response body after decoding, in bytes; a longer one is an error.
  public var bodyLimit = 256 << 20
  /// The proxy URL; not used for loopback addresses.
  public var proxy: String?
  /// Hosts that are reached without the proxy, in curl's format.
  public var noProxy: String?
  /// A PEM file of certificates that are trusted instead of the system's.
  public var certificateFile: String?
  /// A directory of certificates named by hash, as `openssl rehash` creates it.
  public var certificateFolder: String?
  /// Whether libcurl calls back before it sends a request, as it does since 7.80. False tests older versions.
  package var asksBeforeSending = true

  /// Reads `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` (lower case takes precedence), `SSL_CERT_FILE` and `SSL_CERT_DIR`.
  public init(userAgent: String, environment: [String: String] = [:]) {
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    self.userAgent = userAgent
    proxy = value("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    noProxy = value("no_proxy", "NO_PROXY")
    certificateFile = value("SSL_CERT_FILE")
    certificateFolder = value("SSL_CERT_DIR")
  }
}
