import JSON

extension CodementorAPI {
  /// Generates two years of work, newest last, after the documented examples, and sessions that wait for a response.
  func generate() throws {
    try generateItems(on: Self.sessions, premises.volume(130), example: CodementorExamples.session, hasLength: true)
    try generateItems(on: Self.directPayments, premises.volume(40), example: CodementorExamples.payment)
    try generateItems(on: Self.freelanceJobs, premises.volume(60), example: CodementorExamples.payment)
    try generatePayouts(premises.volume(180))
    try generateScheduledSessions(premises.volume(20))
  }

  private func generateItems(on shelf: Shelf, _ count: Int, example: Object, hasLength: Bool = false) throws {
    var random = premises.random(shelf.name)
    try put(example, rank: 0, on: shelf)
    let step = 720 * 86_400 / max(1, count)
    for index in 1..<max(1, count) {
      var item: Object = [
        "id": Value(random.text(10, of: Self.letters)),
        "finished_at": Value(Timestamp.epoch - 720 * 86_400 + index * step + random.int(0...max(1, step - 1))),
        "client": ["name": Value(People.person(index, &random).name)],
        "amount_before_platform_fee": Value(Self.amount(cents: random.int(500...25_000))),
      ]
      if hasLength { item["length"] = Value(random.int(120...7200)) }
      if index == 2 { item["client"] = ["name": "Eve \u{1B}[2J\u{1B}[31m\"Clear\" Screen"] }
      try put(item, rank: index, on: shelf, isRefunded: false)
    }
    var refunded = example
    refunded["id"] = Value("refunded" + shelf.name.suffix(2))
    try put(refunded, rank: 1, on: shelf, isRefunded: shelf.name != Self.directPayments.name)
  }

  private func put(_ item: Object, rank: Int, on shelf: Shelf, isRefunded: Bool = false) throws {
    var item = item
    item.hidden = ["rank": Value(rank), "refunded": Value(isRefunded)]
    try premises.store.put(item, id: item.string("id"), on: shelf)
  }

  private func generatePayouts(_ count: Int) throws {
    for month in CodementorExamples.payoutMonths {
      try put(payout: CodementorExamples.payout, month, "example \(month)")
    }
    var random = premises.random("codementor payouts")
    for index in 0..<count {
      let paid = Timestamp.epoch - random.int(0...(720 * 86_400))
      let gross = random.int(1000...40_000)
      let fee = gross * 18 / 100
      let payout: Object = [
        "paid_at": Value(paid), "client": ["name": Value(People.person(index, &random).name)],
        "payment_type": Value(random.word(["Freelance Job", "Session", "Direct Payment"])),
        "created_at": Value(paid - 7 * 86_400), "gross_amount": Value(Self.amount(cents: gross)),
        "platform_fee": Value(Self.amount(cents: fee)), "payout_amount": Value(Self.amount(cents: gross - fee)),
      ]
      try put(payout: payout, Timestamp.month(paid), String(index))
    }
  }

  private func put(payout: Object, _ month: String, _ id: String) throws {
    var payout = payout
    payout.hidden = ["month": Value(month)]
    try premises.store.put(payout, id: id, on: Self.payouts)
  }

  private func generateScheduledSessions(_ count: Int) throws {
    for id in CodementorExamples.scheduledSessions {
      try put(
        Self.scheduledSession(
          id: id, appointment: 1_538_150_400, username: "mentee-username", name: "mentee-name"))
    }
    var random = premises.random("codementor scheduled sessions")
    for index in 0..<count {
      let client = People.person(index, &random)
      let appointment = Timestamp.epoch + random.int(1...365) * 86_400
      let username = String(client.email.prefix { $0 != "@" })
      try put(
        Self.scheduledSession(
          id: random.text(10, of: Self.letters), appointment: appointment, username: username, name: client.name))
    }
  }

  private func put(_ session: Object) throws {
    try premises.store.put(session, id: session.string("id"), on: Self.scheduledSessions)
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyz0123456789"

  private static func amount(cents: Int) -> String { "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)" }
}
