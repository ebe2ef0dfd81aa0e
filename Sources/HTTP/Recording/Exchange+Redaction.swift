import Query

extension Exchange {
  /// The maximum length of a recorded body in bytes; of a longer one only the length is kept.
  static let bodyLimit = 16 << 20

  init(_ request: Request, _ patterns: PatternSet, startedAt: Double) {
    let context = request.context
    self.init(
      id: 0, account: context.account, method: context.method,
      call: context.call.map(patterns.redact), risk: context.risk, meant: Message(request, patterns), sent: nil,
      outcome: .pending, startedAt: startedAt, durationMilliseconds: 0, attempts: [])
    base = request.base
    place = context.place
    isIncidental = context.isIncidental
  }
}

extension Exchange.Message {
  init(_ request: Request, _ patterns: PatternSet) {
    let body = request.shownBody
    self.init(
      method: request.method, url: patterns.redact(request.shownURL),
      headers: request.headers.withContentType(of: request.body).redacted(patterns),
      body: body.flatMap { patterns.redact(limited: $0) },
      bodyLength: request.body.bytes?.count ?? 0)
  }
}

extension Exchange.Answer {
  /// - Parameter found: the secrets found in the response itself.
  init(_ response: Response, _ patterns: PatternSet, _ found: [Secret]) {
    self.init(
      status: response.status, headers: response.headers.redacted(patterns),
      body: patterns.redact(limited: response.body) { NamedSecrets.hide(found, inJSON: $0) },
      bodyLength: response.body.count, timings: response.timings)
  }
}

extension PatternSet {
  fileprivate func redact(limited bytes: [UInt8], after hide: ([UInt8]) -> [UInt8] = { $0 }) -> [UInt8]? {
    bytes.count > Exchange.bodyLimit ? nil : redact(hide(bytes))
  }
}

extension Headers {
  /// A copy with names in lower case and secret values replaced.
  func redacted(_ patterns: PatternSet) -> Headers {
    Headers(
      fields.map { field in
        let value =
          field.isSecret || SecretName.isSecret(field.name)
          ? Redactor.mark : patterns.redact(field.value)
        return Field(name: field.name.lowercasedASCII, value: value, isSecret: field.isSecret)
      })
  }
}

extension TransportError {
  func redacted(_ patterns: PatternSet) -> TransportError {
    var copy = self
    copy.message = patterns.redact(message)
    copy.hint = hint.map(patterns.redact)
    return copy
  }
}

extension Exchange {
  /// A copy with secrets replaced that were not known when it was recorded.
  func redacted(_ patterns: PatternSet) -> Exchange {
    var copy = self
    copy.call = call.map(patterns.redact)
    copy.meant = meant.redacted(patterns)
    copy.sent = sent?.redacted(patterns)
    copy.beginning = beginning?.redacted(patterns)
    switch outcome {
    case .pending: break
    case .answered(let answer): copy.outcome = .answered(answer.redacted(patterns))
    case .failed(let error): copy.outcome = .failed(error.redacted(patterns))
    }
    return copy
  }
}

extension Exchange.Message {
  fileprivate func redacted(_ patterns: PatternSet) -> Self {
    var copy = self
    copy.url = patterns.redact(url)
    copy.headers = headers.redacted(patterns)
    copy.body = body.map(patterns.redact)
    return copy
  }
}

extension Exchange.Answer {
  fileprivate func redacted(_ patterns: PatternSet) -> Self {
    var copy = self
    copy.headers = headers.redacted(patterns)
    copy.body = body.map(patterns.redact)
    return copy
  }
}
