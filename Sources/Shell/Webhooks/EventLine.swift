import HTTP
import JSON
import Providers
import Rendering

/// An event in one line, for a person.
struct EventLine {
  let text: String
  /// Columns of a name that a sender chose.
  static let nameColumns = 60

  /// `scheduled_session.confirmed {"id":"abc123",…`; what cannot be relied on is said.
  init(_ event: WebhookEvent, columns: Int) {
    let remarks = [event.trust == .valid ? nil : event.trust.rawValue, event.isDocumented ? nil : "not documented"]
    let known = remarks.compactMap(\.self)
    let start =
      oneLine(event.name, columns: Self.nameColumns) + (known.isEmpty ? " " : " (\(known.joined(separator: ", "))) ")
    text = start + preview(event.data, columns: max(20, columns - start.count))
  }
}
