import Diagnostics
import HTTP
import JSON
import Query

/// Interprets a response: its value, or why it is a failure.
struct Judgement {
  let manifest: Manifest
  let account: Account
  /// Whether a body that is not JSON is returned as text.
  var takesText = false
  /// The risk class of the call.
  var risk = Risk.read
  /// Redacts text quoted from a page; nil quotes nothing.
  var redactor: Redactor?
  /// The body, if it has already been parsed.
  var parsed: Value?

  /// The decoded body; null if it is empty.
  func value(of response: Response) throws(Failure) -> Value {
    guard (200..<300).contains(response.status) else { throw failure(response, parsed ?? decode(response.body)) }
    guard let body = parsed else { return try unwrapped(try text(of: response), response) }
    return try unwrapped(body, response)
  }

  private func unwrapped(_ text: [UInt8], _ response: Response) throws(Failure) -> Value {
    if let body = decode(text) { return try unwrapped(body, response) }
    if takesText { return Value(Text(utf8: text)) }
    throw broken(response)
  }

  private func unwrapped(_ body: Value, _ response: Response) throws(Failure) -> Value {
    if try saysError(body, response) { throw refusal(response, body) }
    return body
  }

  /// Whether the envelope of a 2xx response reports an error.
  private func saysError(_ body: Value, _ response: Response) throws(Failure) -> Bool {
    guard let refused = manifest.refused, !body.isNull else { return false }
    do throws(Failure) {
      return try refused(body).isTruthy
    } catch {
      var failure = CallAnswer(payload: body, status: response.status, exchange: response.exchange).failure(error)
      if risk != .read { failure.effect = .done }
      throw failure
    }
  }

  /// Nil if the text is not JSON.
  private func decode(_ text: [UInt8]) -> Value? {
    if text.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return .null }
    return try? Value.parse(utf8: text)
  }

  private func text(of response: Response) throws(Failure) -> [UInt8] {
    do throws(EncodingFault) {
      return try response.text()
    } catch {
      var failure = Failure(
        .transport, "the response of \(account.provider) cannot be read: \(error.message)",
        provider: account.provider, status: response.status, exchange: response.exchange,
        hint: doubting("its content type is `\(response.headers["content-type"] ?? "missing")`"))
      if risk != .read { failure.effect = .maybe }
      throw failure
    }
  }

  // MARK: Failures

  private func failure(_ response: Response, _ body: Value?) -> Failure {
    let (message, errors) = words(of: body)
    let known = manifest.statuses[response.status]
    var failure = Failure(
      kind(response.status), message ?? known ?? StatusText.text(response.status), provider: account.provider,
      status: response.status, errors: errors, exchange: response.exchange)
    let tried = risk == .read && response.attempts > 1 ? "tried \(response.attempts) times" : nil
    let advice = [tried, hint(response)].compactMap(\.self)
    let joined = advice.isEmpty ? nil : advice.joined(separator: "; ")
    failure.hint = 400..<500 ~= response.status ? joined : doubting(joined)
    let isQuota = response.status == 429 && manifest.quota.contains(429)
    failure.isTransient = response.status == 429 && !isQuota || response.status >= 500
    if failure.isTransient {
      failure.retryAfter = RetryAfter.seconds(response.headers, now: WallClock.system.now())
    }
    if risk != .read, response.status >= 500 || response.status < 400 { failure.effect = .maybe }
    return failure
  }

  /// The failure for a 2xx response whose envelope reports an error.
  private func refusal(_ response: Response, _ body: Value) -> Failure {
    let (message, errors) = words(of: body)
    return Failure(
      .api, message ?? "\(account.provider) refused without saying why", provider: account.provider,
      status: response.status, errors: errors, exchange: response.exchange, hint: manifest.hints[response.status])
  }

  /// The hint, preceded by the doubt about the outcome unless the call is a read.
  private func doubting(_ hint: String?) -> String? {
    risk == .read ? hint : [TransportError.doubt, hint].compactMap(\.self).joined(separator: "; ")
  }

  private func kind(_ status: Int) -> Failure.Kind {
    switch status {
    case 401: .auth
    case 400..<500: .api
    default: .transport
    }
  }

  private func hint(_ response: Response) -> String? {
    if let hint = manifest.hints[response.status] { return hint }
    switch response.status {
    case 300..<400:
      return "\(account.provider) redirects a request that is not sent again by itself; check the base URL"
    case 401: return "check the credential, or `login \(account)` again"
    case 403: return "this credential may not do that"
    case 404: return "check the ids; `describe \(account.provider)` lists the methods"
    case 429: return "too many requests; wait and try again"
    case 500...: return risk == .read ? "the problem is on \(account.provider)'s side; try again later" : nil
    default: return nil
    }
  }

  /// The provider's message and field errors.
  private func words(of body: Value?) -> (message: String?, errors: Object) {
    guard let body, !body.isNull else { return (nil, [:]) }
    let found = (try? manifest.error?(body)) ?? .null
    let errors = found["errors"]?.object ?? body["errors"]?.object ?? [:]
    return (text(found["message"]) ?? usualMessage(body), errors)
  }

  /// The message in a common member, if the manifest does not specify one.
  private func usualMessage(_ body: Value) -> String? {
    for name in ["message", "error", "errMsg", "error_description", "detail", "title"] {
      if let text = text(body[name]) ?? text(body[name]?["message"]) { return text }
    }
    let texts = (body["errors"]?.array ?? []).compactMap { text($0) ?? text($0["message"]) }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  private func text(_ value: Value?) -> String? {
    guard let text = value?.string?.trimmed, !text.isEmpty else { return nil }
    return text
  }

  private func said(by page: [UInt8]) -> String? {
    // Redact before truncating, since the beginning of a truncated secret would not be recognised.
    redactor.flatMap { PageText($0.redact(String(decoding: page.prefix(Self.longestPage), as: UTF8.self))).text }
  }

  /// The maximum number of bytes of a page to examine; only its first words are shown.
  private static let longestPage = 1 << 16

  private func broken(_ response: Response) -> Failure {
    let start = String(decoding: response.body.prefix(512), as: UTF8.self).trimmed.lowercased()
    let type = response.headers["content-type"] ?? ""
    let isPage = start.hasPrefix("<") || type.lowercased().contains("html")
    let isJSON = type.lowercased().contains("json") || start.hasPrefix("{") || start.hasPrefix("[")
    let what =
      isPage ? "a web page instead of JSON" : isJSON ? "JSON that is broken or cut short" : "something that is not JSON"
    let said = isPage ? said(by: response.body).map { ": \"\($0)\"" } ?? "" : ""
    var failure = Failure(
      .transport, "\(account.provider) returned \(what)\(said)", provider: account.provider,
      status: response.status,
      exchange: response.exchange,
      hint: doubting(
        isPage
          ? "try again later, or check the base URL of \(account)"
          : response.exchange.map { "`@\($0)` has the response" }))
    if risk != .read { failure.effect = .maybe }
    return failure
  }
}
