import CCurl

extension CurlClient {
  /// The library that sends and what it was built with, `libcurl/8.5.0 OpenSSL/3.0.13 … nghttp2/1.59.0`; throws why it
  /// cannot be used.
  public static func library() throws(TransportError) -> String {
    if let reason = ccurl_load() { throw .libraryMissing(String(cString: reason)) }
    return String(cString: ccurl_version())
  }
}
