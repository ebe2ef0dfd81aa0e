import JSON
import Storage

// Endpoints: /api/pad_environments/:id, /api/quota, /api/organization, /api/organization/stats
extension CoderPadAPI {
  static let usedFact = "coderpad pads used"

  func getEnvironment(_ call: Call) throws -> Answer {
    guard let environment = try store.get(call["id"], from: Self.environments) else {
      throw Refusal(404, "there is no pad environment \(call["id"])")
    }
    return Self.succeed(environment.published)
  }

  func padsUsed() throws -> Int { try store.fact(Self.usedFact) ?? CoderPadExamples.padsUsed }

  func getQuota() throws -> Answer {
    let used = try padsUsed()
    let limit = premises.configuration.padLimit
    var quota: Object = [
      "trial_expires_at": "2018-01-30T16:16:00.000-08:00",
      "pads_used": Value(used),
      "quota_reset_at": "2018-01-25T14:51:37.084-08:00",
      "unlimited": Value(limit == nil),
    ]
    if let limit {
      quota["pads_remaining"] = Value(max(0, limit - used))
      quota["monthly_pad_limit"] = Value(limit)
    }
    return Self.succeed(quota)
  }

  func getOrganization() throws -> Answer {
    let users = try store.list(Selection(shelf: Self.users))
    return Self.succeed([
      "organization_name": "ACME Computing",
      "user_count": Value(users.count),
      "users": Value(users.map { Value($0.published) }),
      "default_language": "erlang",
      "single_sign_on_supported": true,
      "single_sign_in_url": "acme.coderpad.io",
    ])
  }

  func getStatistics(_ call: Call) throws -> Answer {
    let (start, end) = try window(call.request.parameters)
    // Without the `Z`, a whole second sorts before all of its fractions.
    let bounds = [start, end &+ 1].map { String(Timestamp.text($0).dropLast()) }
    let range: [Condition] = [.atLeast("created_at", .text(bounds[0])), .below("created_at", .text(bounds[1]))]
    var created: [String: Int] = [:]
    let pads = try store.list(Selection(shelf: Self.pads, conditions: range))
    for pad in pads { created[pad.string("owner_email"), default: 0] += 1 }
    let users = try store.list(Selection(shelf: Self.users)).map { user in
      Value(user.published.appending(["pads_created": Value(created[user.string("email")] ?? 0)]))
    }
    return Self.succeed([
      "start_time": Value(Timestamp.text(start)),
      "end_time": Value(Timestamp.text(end)),
      "pads_created": Value(pads.count),
      "users": Value(users),
    ])
  }

  /// The time range in the parameters, by default the last seven days.
  private func window(_ parameters: Form) throws -> (start: Int, end: Int) {
    switch (parameters["start_time"], parameters["end_time"]) {
    case (nil, nil):
      let now = Int(premises.now)
      return (now - 7 * 86_400, now)
    case (let start?, let end?):
      guard let start = Timestamp.seconds(start), let end = Timestamp.seconds(end), start <= end else {
        throw Refusal(400, "start_time and end_time are ISO 8601 times, the earlier one first")
      }
      return (start, end)
    default: throw Refusal(400, "start_time and end_time need each other")
    }
  }
}
