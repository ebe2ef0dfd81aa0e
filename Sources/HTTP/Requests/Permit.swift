import Query

/// The proof that policy let one request go: only `PolicyGate` makes one, and nothing leaves without.
///
/// It is good for the request that policy saw, byte for byte, and for no other.
public struct Permit: Sendable {
  private let request: Fingerprint

  init(for request: Request) {
    self.request = Fingerprint(request)
  }

  func covers(_ other: Request) -> Bool { request == Fingerprint(other) }

  private struct Fingerprint: Hashable, Sendable {
    let account: Account
    let method: String
    let url: String
    let headers: [Headers.Field]
    let body: [UInt8]?

    init(_ request: Request) {
      account = request.context.account
      method = request.method
      url = request.url
      headers = request.headers.fields
      body = request.body.bytes
    }
  }
}
