import JSON

/// Why an API does not do what was asked; each API has its own words and shape for it.
struct Refusal: Error {
  let status: Int
  /// The message in the answer; nil takes the API's documented text for the status.
  var message: String?
  /// Messages by field, where the API has such.
  var errors: Object?
  /// What exactly was wrong, for the person who writes the client: the header `X-Sandbox-Reason`.
  let reason: String

  init(_ status: Int, _ reason: String, message: String? = nil, errors: Object? = nil) {
    self.status = status
    self.reason = reason
    self.message = message
    self.errors = errors
  }
}
