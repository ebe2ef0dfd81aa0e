import HTTP
import JSON
import Query

/// The innermost stage of a call: sends the request and reads the response.
struct CallSender: Sendable {
  let transport: any Transport
  let learned: LearnedMethods
  /// The calls that `replay` can repeat; nil if replaying is not possible.
  let recent: RecentCalls?
  let knownIDs: KnownIDs
  let redactor: Redactor

  func send(_ intent: CallIntent, _ read: ReadAnswer, cancellation: Cancellation) -> CallOutcome {
    let call = intent.prepared
    let response: Response
    do throws(TransportError) {
      response = try transport.send(intent.request, cancellation: cancellation)
    } catch {
      recent?.insert(call, exchange: error.exchange)
      return CallOutcome(Failure(error, of: intent.request.context), wasSent: error.sent != .no)
    }
    recent?.insert(call, exchange: response.exchange)
    do throws(Failure) {
      let answer = try answer(call, response, read.value)
      knownIDs.note(call.account) { [redactor, payload = answer.payload] in
        ShownItems(payload, of: call, hiding: redactor).items
      }
      return .answered(answer)
    } catch {
      return CallOutcome(error, wasSent: true)
    }
  }

  private func answer(_ call: PreparedCall, _ response: Response, _ parsed: Value?) throws(Failure) -> CallAnswer {
    let judgement = Judgement(
      manifest: call.manifest, account: call.account, takesText: call.endpoint == nil, risk: call.risk,
      redactor: redactor,
      parsed: parsed)
    let body = try judgement.value(of: response)
    if let endpoint = call.endpoint, call.manifest.open != nil {
      learned.insert(call.account.provider, endpoint.resource, endpoint.name)
    }
    var answer = CallAnswer(payload: body, body: body, status: response.status, exchange: response.exchange)
    answer.pageHeaders = PageHeaders(response.headers)
    answer.date = response.date(now: WallClock.system.now())
    do throws(Failure) {
      answer.payload = try payload(of: body, call)
    } catch {
      var failure = answer.failure(error)
      if call.risk != .read {
        failure.effect = .done
        failure.hint = ["the call was carried out; only its response cannot be read", failure.hint]
          .compactMap(\.self).joined(separator: "; ")
      }
      throw failure
    }
    return answer
  }

  private func payload(of body: Value, _ call: PreparedCall) throws(Failure) -> Value {
    guard let endpoint = call.endpoint else { return body }
    guard !body.isNull || endpoint.isList else { return .null }
    let value = try body.isNull ? .null : endpoint.payload?(body) ?? body
    guard endpoint.isList else { return value }
    return value.isNull ? .array([]) : try list(value, call)
  }

  /// Accepts an array, or an object not covered by the documentation; throws for scalars. An open method is treated as
  /// a list because of its name alone, so it may return anything.
  private func list(_ value: Value, _ call: PreparedCall) throws(Failure) -> Value {
    guard call.manifest.open != nil || value.array != nil || value.object != nil else {
      throw Failure(.transport, "\(call.name) returned \(value.article), not a list")
    }
    return value
  }
}
