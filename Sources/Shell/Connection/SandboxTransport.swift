import HTTP

/// Allows only requests to the simulator. A user's manifest may name any address and use a real key.
struct SandboxTransport: Transport {
  let next: any Transport
  let origins: Set<Origin>

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    guard origins.contains(request.origin) else {
      throw TransportError(
        .policy(request.context.risk), sent: .no,
        "\(request.context.name) would leave the sandbox for \(request.origin)",
        hint: "--sandbox reaches only the simulated APIs; remove it to call \(request.context.provider)")
    }
    return try next.send(request, cancellation: cancellation)
  }
}
