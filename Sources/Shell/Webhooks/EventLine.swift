import HTTP
import JSON
import Providers
import Rendering

/// An event in one line, for display.
struct EventLine {
  let text: String
  /// The maximum number of columns for a name, which the sender chooses.
  static let nameColumns = 60

  /// A line such as `scheduled_session.confirmed {"id":"abc123",…`, with a remark if the event is not trustworthy or
  /// documented.
  init(_ event: WebhookEvent, columns: Int) {
    let remarks = [event.trust == .valid ? nil : event.trust.rawValue, event.isDocumented ? nil : "not documented"]
    let known = remarks.compactMap(\.self)
    let start =
      oneLine(event.name, columns: Self.nameColumns) + (known.isEmpty ? " " : " (\(known.joined(separator: ", "))) ")
    text = start + preview(event.data, columns: max(20, columns - start.count))
  }
}
