import Query

/// Proof that policy allows one request. Only `PolicyGate` creates permits, and nothing is sent without one.
///
/// A permit is valid only for exactly the request that policy checked.
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
