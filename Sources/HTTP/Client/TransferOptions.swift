import CCurl

/// Configures a curl handle for one request.
struct TransferOptions {
  let easy: UnsafeMutableRawPointer
  let request: Request
  let configuration: ClientConfiguration
  let timeouts: Timeouts

  /// Sets all options; returns false if the library rejects one.
  func set(headers: UnsafeMutableRawPointer?, errorText: UnsafeMutablePointer<CChar>) -> Bool {
    number(CCURL_NO_SIGNAL, 1)
      && text(CCURL_URL, request.url)
      && pointer(CCURL_HEADERS, headers)
      && pointer(CCURL_ERROR_BUFFER, errorText)
      && text(CCURL_USER_AGENT, configuration.userAgent)
      && text(CCURL_ACCEPT_ENCODING, "gzip, deflate")
      && number(CCURL_FOLLOW_LOCATION, 0)
      && number(CCURL_PATH_AS_IS, 1)
      && number(CCURL_TCP_NO_DELAY, 1)
      && number(CCURL_TCP_KEEP_ALIVE, 1)
      && number(CCURL_SUPPRESS_CONNECT_HEADERS, 1)
      && number(CCURL_CONNECT_TIMEOUT_MS, timeouts.connect == 0 ? Int(Int32.max) : timeouts.connect)
      && number(CCURL_TIMEOUT_MS, timeouts.total)
      && setMethodAndBody() && setProxy() && setCertificates() && setOptional()
  }

  private func setMethodAndBody() -> Bool {
    if let bytes = request.body.bytes {
      guard bytes.withUnsafeBytes({ ccurl_set_body(easy, $0.baseAddress, $0.count) }) == 0 else { return false }
      return number(CCURL_NO_PROGRESS, bytes.count > 16 << 10 ? 0 : 1) && text(CCURL_CUSTOM_REQUEST, request.method)
    }
    switch request.method {
    case "GET": return number(CCURL_HTTP_GET, 1)
    case "HEAD": return number(CCURL_NO_BODY, 1)
    case "POST", "PUT", "PATCH":
      return ccurl_set_body(easy, nil, 0) == 0 && text(CCURL_CUSTOM_REQUEST, request.method)
    default: return number(CCURL_HTTP_GET, 1) && text(CCURL_CUSTOM_REQUEST, request.method)
    }
  }

  /// An empty string disables the proxy and keeps libcurl from reading the environment.
  private func setProxy() -> Bool {
    let proxy = request.origin.isLoopback ? "" : configuration.proxy ?? ""
    return text(CCURL_PROXY, proxy) && text(CCURL_NO_PROXY, configuration.noProxy ?? "")
  }

  private func setCertificates() -> Bool {
    if let file = configuration.certificateFile {
      guard text(CCURL_CA_FILE, file) && text(CCURL_PROXY_CA_FILE, file) else { return false }
    }
    guard let folder = configuration.certificateFolder else { return true }
    return text(CCURL_CA_FOLDER, folder)
  }

  /// Sets options that older libraries may lack.
  private func setOptional() -> Bool {
    _ = number(CCURL_QUICK_EXIT, 1)
    _ = number(CCURL_MAXIMUM_IDLE_SECONDS, 30)
    return true
  }

  private func number(_ option: ccurl_option, _ value: Int) -> Bool {
    ccurl_set_number(easy, option, min(max(value, 0), Int(Int32.max))) == 0
  }

  private func text(_ option: ccurl_option, _ value: String) -> Bool {
    ccurl_set_text(easy, option, value) == 0
  }

  private func pointer(_ option: ccurl_option, _ value: UnsafeMutableRawPointer?) -> Bool {
    ccurl_set_pointer(easy, option, value) == 0
  }

  /// The headers in libcurl's syntax: `Name;` sends an empty value, `Name:` suppresses a header that libcurl would add.
  static func headerList(_ request: Request) -> UnsafeMutableRawPointer? {
    let headers = request.headers.withContentType(of: request.body)
    var lines = headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
    lines.append("Expect:")
    if headers["content-type"] == nil { lines.append("Content-Type:") }
    return lines.reduce(nil as UnsafeMutableRawPointer?) { ccurl_header($0, $1) }
  }
}
