/// Passes on only requests that carry a matching permit.
struct PermitTransport: Transport {
  let next: any Transport

  func send(_ request: Request, cancellation: Cancellation) throws(TransportError) -> Response {
    guard let permit = request.plan.permit, permit.covers(request) else {
      throw TransportError(
        .policy(request.context.risk), sent: .no, "\(request.context.name) has no permit for this request",
        hint: "this is a bug in edush; nothing was sent")
    }
    return try next.send(request, cancellation: cancellation)
  }
}
