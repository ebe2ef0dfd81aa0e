/// The names of HTTP statuses, for responses without a message.
enum StatusText {
  static func text(_ status: Int) -> String {
    names[status].map { "\($0) (HTTP \(status))" } ?? "HTTP \(status)"
  }

  private static let names = [
    400: "bad request", 401: "not authenticated", 403: "forbidden", 404: "not found", 405: "method not allowed",
    409: "conflict", 410: "gone", 415: "unsupported media type", 422: "unprocessable content", 429: "too many requests",
    500: "internal server error", 502: "bad gateway", 503: "service unavailable", 504: "gateway timeout",
  ]
}
