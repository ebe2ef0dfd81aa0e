import JSON

/// Why an API refuses a request. Each API has its own error messages and format.
struct Refusal: Error {
  let status: Int
  /// The message in the response; nil uses the API's documented text for the status.
  var message: String?
  /// Messages by field, if the API supports them.
  var errors: Object?
  /// The precise reason, for developers of clients, sent in the header `X-Sandbox-Reason`.
  let reason: String

  init(_ status: Int, _ reason: String, message: String? = nil, errors: Object? = nil) {
    self.status = status
    self.reason = reason
    self.message = message
    self.errors = errors
  }
}
