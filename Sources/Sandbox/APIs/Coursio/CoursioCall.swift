import JSON

/// A method call on an entity, parsed from a request's body.
struct CoursioCall {
  let entity: String
  let method: String
  let data: Object
  /// The first row.
  let start: Int
  /// The maximum number of rows; nil for all.
  let length: Int?
  let caller: Caller
  let request: Request

  init(_ call: Call) throws {
    guard let body = (try? Value.parse(utf8: call.request.body))?.object else {
      throw Refusal(400, "the body is not a JSON object")
    }
    guard let method = body["method"]?.string, !method.isEmpty else { throw Refusal(400, "method is missing") }
    let data = body["data"]?.nonNull ?? Value(Object())
    guard let data = data.object else { throw Refusal(400, "data is not an object") }
    entity = call["entity"]
    self.method = method
    self.data = data
    start = try Self.number(body["pageStart"], from: 0, "pageStart") ?? 0
    length = try Self.number(body["pageLength"], from: 1, "pageLength")
    caller = call.caller
    request = call.request
  }

  /// The error for an unknown function.
  var unknown: Refusal { Refusal(404, "there is no function \(entity).\(method)") }

  private static func number(_ value: Value?, from least: Int, _ name: String) throws -> Int? {
    guard let value = value?.nonNull else { return nil }
    guard value.kind == .number, let number = value.int, number >= least else {
      throw Refusal(400, "\(name) is a number from \(least)")
    }
    return number
  }
}
