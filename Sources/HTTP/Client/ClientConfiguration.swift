/// How a client reaches servers.
public struct ClientConfiguration: Sendable {
  /// Sent as `User-Agent`: `edush/<version>`.
  public var userAgent: String
  /// For requests that bring none.
  public var timeouts = Timeouts()
  /// A longer answer, after undoing its content coding, is an error; in bytes.
  public var bodyLimit = 256 << 20
  /// For all but this machine.
  public var proxy: String?
  /// Hosts that are reached without it, as curl reads them.
  public var noProxy: String?
  /// Certificates trusted instead of the system's, PEM.
  public var certificateFile: String?
  /// A folder of them, named by their hashes as `openssl rehash` does.
  public var certificateFolder: String?
  /// Whether libcurl asks before each sending, as it does since 7.80; false is for tests of older ones.
  package var asksBeforeSending = true

  /// Reads `HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY` (or lower case, which goes first), `SSL_CERT_FILE`, `SSL_CERT_DIR`.
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
