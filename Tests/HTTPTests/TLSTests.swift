import Glibc
import HTTP
import Query
import Testing

/// Against `openssl s_server`.
@Suite struct TLSTests {
  private func get(
    _ url: String, certificateFile: String?, environment: [String: String] = [:]
  ) throws -> Result<Int, TransportError> {
    var request = Request(
      method: "GET", base: try BaseURL(url), context: CallContext(Account("p"), method: "m", risk: .read))
    request.headers.setSecret("Token", Secret("for-the-provider"))
    request.plan.timeouts = Timeouts(connect: 3000, idle: 3000, total: 5000)
    var configuration = ClientConfiguration(userAgent: "edush/test", environment: environment)
    if let certificateFile { configuration.certificateFile = certificateFile }
    let client = CurlClient(configuration)
    return Result { () throws(TransportError) in try client.send(request).status }
  }

  private func failure(_ result: Result<Int, TransportError>) throws -> TransportError {
    guard case .failure(let error) = result else { throw ServerError() }
    return error
  }

  @Test func `A certificate must be trusted and match the host`() throws {
    let certificate = try LocalCertificate()
    let server = try ServerProcess.openssl(certificate)
    defer { server.stop() }
    let url = "https://localhost:\(server.port)"
    #expect(try get(url, certificateFile: certificate.file).get() == 200)
    #expect(try get(url, certificateFile: nil, environment: ["SSL_CERT_FILE": certificate.file]).get() == 200)
    for (url, file) in [(url, nil), ("https://127.0.0.1:\(server.port)", certificate.file)] {
      let error = try failure(try get(url, certificateFile: file))
      #expect(error.kind == .tls)
      #expect(error.sent == .no)
      #expect(error.message.contains("is not secure") && error.hint?.contains("SSL_CERT_FILE") == true)
    }
  }

  @Test func `A missing certificate file is an error and does not disable verification`() throws {
    let server = try ServerProcess.openssl(try LocalCertificate())
    defer { server.stop() }
    let result = try get("https://localhost:\(server.port)", certificateFile: "/nowhere.pem")
    #expect(try failure(result).kind == .tls)
  }

  @Test func `A proxied server must still prove its identity, and the proxy sees nothing else`() throws {
    let certificate = try LocalCertificate(for: "api.example.test")
    let server = try ServerProcess.openssl(certificate)
    let proxy = try TunnelProxy(to: server.port)
    defer {
      proxy.stop()
      server.stop()
    }
    let variables = ["HTTPS_PROXY": "http://127.0.0.1:\(proxy.port)", "SSL_CERT_FILE": certificate.file]
    #expect(try get("https://api.example.test", certificateFile: nil, environment: variables).get() == 200)
    let other = try failure(try get("https://other.example.test", certificateFile: nil, environment: variables))
    #expect(other.kind == .tls && other.sent == .no)
    #expect(
      proxy.requests.map { $0.prefix { $0 != "\r\n" } } == [
        "CONNECT api.example.test:443 HTTP/1.1", "CONNECT other.example.test:443 HTTP/1.1",
      ])
    #expect(!proxy.requests.joined().contains("for-the-provider"))
  }
}
