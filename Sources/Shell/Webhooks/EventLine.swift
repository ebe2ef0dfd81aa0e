import HTTP
import JSON
import Providers
import Rendering

/// An event in one line, for a person.
struct EventLine {
  let text: String

  /// `scheduled_session.confirmed {"id":"abc123",…`; what cannot be relied on is said.
  init(_ event: WebhookEvent, columns: Int) {
    let remarks = [event.trust == .valid ? nil : event.trust.rawValue, event.isDocumented ? nil : "not documented"]
    let known = remarks.compactMap(\.self)
    let start = Self.name(event.name) + (known.isEmpty ? " " : " (\(known.joined(separator: ", "))) ")
    text = start + preview(event.data, columns: max(20, columns - start.count))
  }

  /// Whoever sends may choose any name.
  private static func name(_ name: String) -> String {
    visible(name.count > 80 ? "\(name.prefix(79))…" : name)
  }
}
