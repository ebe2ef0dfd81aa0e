import Diagnostics
import HTTP
import JSON
import Query

/// Turns prepared calls into requests that obtain their own credentials.
struct RequestBuilder: Sendable {
  let authorizer: Authorizer
  let cancellation: Cancellation

  /// The request without its credential, which is added when it is sent.
  func request(_ prepared: PreparedCall, _ answer: ReadAnswer) throws(Failure) -> Request {
    let (account, manifest, meant) = (prepared.account, prepared.manifest, prepared.meant)
    var headers = Headers(manifest.headers.map { Headers.Field(name: $0.name, value: $0.value) })
    if headers["accept"] == nil { headers.add("Accept", "application/json") }
    for (name, value) in meant.headers { headers[name] = value }
    var request = Request(
      method: meant.verb, base: try authorizer.store.base(account, manifest), path: meant.path, query: meant.query,
      headers: headers, body: meant.encodedBody, context: context(prepared))
    for (place, text) in meant.writtenSegments {
      request.writtenSegments[request.path.count - meant.path.count + place] = text
    }
    let credential = CallCredential(authorizer.store, account, manifest)
    request.plan.prepare = { _ = try credential.access() }
    request.plan.authorize = { [authorizer, cancellation] request in
      try authorizer.authorize(&request, try credential.accessOfTry(), account, manifest, cancellation)
    }
    request.plan.retry = RetryRule(
      isQuota: { manifest.quota.contains($0.status) }, renew: renewal(account, manifest))
    request.plan.rateLimit = manifest.rate.map { rate in
      RateLimit(key: key(account, credential), count: rate.requests, seconds: rate.seconds)
    }
    request.plan.secretsInResponse = secrets(manifest, answer)
    return request
  }

  /// Finds the secrets in responses, including a session id in any response that contains one.
  private func secrets(_ manifest: Manifest, _ answer: ReadAnswer) -> (@Sendable (Response) -> [Secret])? {
    if case .session(let style) = manifest.authentication, let session = style.session {
      return { answer.secrets(in: $0) + answer.hiding(SessionAuthentication.secrets(session, in: $0)) }
    }
    guard !manifest.secrets.isEmpty else { return nil }
    return { answer.secrets(in: $0) }
  }

  private func context(_ prepared: PreparedCall) -> CallContext {
    let call = prepared.call
    var context = CallContext(
      prepared.account, method: prepared.endpoint?.qualifiedName ?? FreeRequest.method,
      call: call.source.map { WrittenSecrets(in: $0[call.range]).masked },
      risk: prepared.risk, target: prepared.target)
    context.reason = prepared.warning
    context.isRepeat = prepared.isRepeat
    context.isIncidental = prepared.isIncidental
    context.page = prepared.page
    context.place = call.unit?.placeInRun
    return context
  }

  private func renewal(_ account: Account, _ manifest: Manifest) -> (@Sendable (Response) throws -> Bool)? {
    guard case .session = manifest.authentication else { return nil }
    return { [authorizer, cancellation] _ in try authorizer.renew(account, manifest, cancellation) }
  }

  private func key(_ account: Account, _ credential: CallCredential) -> String {
    let access = try? credential.access()
    return "\(account.provider)-\((access ?? .none).fingerprint)"
  }
}
