import JSON

/// The response of an API.
struct Answer {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var contentType = "application/json; charset=utf-8"
  var body: [UInt8]

  init(_ value: Value, status: Int = 200) {
    self.status = status
    body = []
    value.write(to: &body)
  }

  init(status: Int, contentType: String, text: String) {
    self.status = status
    self.contentType = contentType
    body = Array(text.utf8)
  }

  /// A response without a body.
  static var noContent: Answer {
    var answer = Answer(status: 204, contentType: "", text: "")
    answer.headers = []
    return answer
  }
}
