/// Rejects requests that cannot be sent before an exchange begins: malformed ones, and ones without a credential.
struct PreparingTransport: Transport {
  let next: any Transport

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    try RequestCheck.check(request)
    try TransportError.wrapping { try request.plan.prepare?() }
    return try next.send(request, cancellation: cancellation)
  }
}
