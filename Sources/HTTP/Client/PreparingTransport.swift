/// Refuses what cannot be sent, before it is an exchange: a malformed request, one whose credential is missing.
struct PreparingTransport: Transport {
  let next: any Transport

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    try RequestCheck.check(request)
    try TransportError.wrapping { try request.plan.prepare?() }
    return try next.send(request, cancellation: cancellation)
  }
}
