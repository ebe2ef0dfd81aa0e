import CCurl

extension CurlClient {
  /// The version of libcurl and its components: `libcurl/8.5.0 OpenSSL/3.0.13 … nghttp2/1.59.0`. Throws if the library
  /// cannot be loaded.
  public static func library() throws(TransportError) -> String {
    if let reason = ccurl_load() { throw .libraryMissing(String(cString: reason)) }
    return String(cString: ccurl_version())
  }
}
