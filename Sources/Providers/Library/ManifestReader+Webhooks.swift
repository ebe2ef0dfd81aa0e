import JSON
import Query

extension ManifestReader {
  func webhooks(_ fields: FieldReader) -> WebhookRules? {
    guard let member = fields.nested("webhooks") else { return nil }
    defer { member.finish() }
    guard let event = filter(member, "event") else {
      member.fault("event", "is missing", "a filter that finds the name of the event in the body")
      return nil
    }
    return WebhookRules(
      encoding: member.choice("body") ?? .json, event: event, data: filter(member, "data"),
      signature: member.nested("signature").map(signature),
      events: member.members("events").map { description($0.name, fields: self.fields($0.value, at: $0.path)) })
  }

  private func signature(_ fields: FieldReader) -> SignatureRule {
    defer { fields.finish() }
    return SignatureRule(header: fields.required("header"), secret: fields.required("secret"))
  }

  private func description(_ name: String, fields: FieldReader) -> WebhookEventDescription {
    defer { fields.finish() }
    return WebhookEventDescription(
      name: name, summary: fields.string("summary") ?? "",
      data: fields.value("data").map { answer($0, fields.path["data"]) } ?? .any)
  }
}
