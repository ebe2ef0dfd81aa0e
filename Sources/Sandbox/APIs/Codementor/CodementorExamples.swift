import JSON

/// The objects requested by the document's examples, with the documented responses.
enum CodementorExamples {
  static let key = "your-api-key"
  /// The id in all three lists.
  static let id = "5eyyfic1fm"
  /// Sessions to confirm, reschedule or decline: the ids in the documented responses and webhooks, and further ones.
  static let scheduledSessions = ["abc123", "52nbekb9ca", "abc124", "abc125", "abc126"]

  static let payment: Object = [
    "id": Value(id), "finished_at": 1_542_615_971, "client": ["name": "Luke Skywalker"],
    "amount_before_platform_fee": "20.50",
  ]

  static let session: Object = payment.appending(["length": 310])

  /// The document requests it as of May 2018, but it was paid in November; returned for both months.
  static let payout: Object = [
    "paid_at": 1_542_643_200, "client": ["name": "Luke Skywalker"], "payment_type": "Freelance Job",
    "created_at": 1_542_038_400, "gross_amount": "23.91", "platform_fee": "4.30", "payout_amount": "19.63",
  ]
  static let payoutMonths = ["2018-05", "2018-11"]
}
