import JSON

/// Tutrex's API according to tutrex.txt: lessons.
///
/// Additional known behaviour: the content type is checked before the key, list parameters are only read from the JSON
/// body, an empty list is null, and `sortDirection` may be lower case. HTTP statuses are 200, 400, 401 and 404.
final class TutrexAPI: SimulatedAPI {
  enum Endpoint: String, CaseIterable {
    case create = "lessons.create"
    case list = "lessons.list"
    case get = "lessons.get"
    case update = "lessons.update"
    case delete = "lessons.delete"
  }

  static let name = "tutrex"
  static let mount = "/tutrex/api/v1"

  let routes = RouteTable<Endpoint>([
    ("POST", "/lessons", .create),
    ("GET", "/lessons", .list),
    ("GET", "/lessons/:id", .get),
    ("POST", "/lessons/:id", .update),
    ("DELETE", "/lessons/:id", .delete),
  ])

  static let lessons = Shelf("tutrex.lessons")
  static let nextLesson = "tutrex next lesson"

  let premises: Premises
  var store: Store { premises.store }

  init(_ premises: Premises) {
    self.premises = premises
  }

  func admit(_ request: Request) throws -> Caller {
    guard request.header("content-type") == "application/json" else {
      throw Refusal(
        400, "every request needs the header", message: "Content-Type header should be set to application/json.")
    }
    let key = request.header("x-api-key")
    guard let key, key == premises.credentials.tutrexKey || key == TutrexExamples.key else {
      throw Refusal(401, "the header is x-api-key: KEY")
    }
    return Caller(identity: key)
  }

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer {
    switch endpoint {
    case .create: try create(call)
    case .list: try list(call)
    case .get: Self.succeed(Value(lesson(try stored(call))))
    case .update: try update(call)
    case .delete: try delete(call)
    }
  }

  func answer(to refusal: Refusal) -> Answer {
    var body: Object = ["message": Value(refusal.message ?? Self.message(for: refusal.status))]
    if let errors = refusal.errors { body["errors"] = Value(errors) }
    return Answer(refusing: refusal, with: ["status": "error", "body": Value(body)])
  }

  private static func message(for status: Int) -> String {
    switch status {
    case 400: "Invalid data."
    case 401: "Unauthorized"
    case 404: "Lesson not found."
    case 429: "Too many requests."
    default: "Internal server error."
    }
  }

  private static func succeed(_ body: Value) -> Answer { Answer(["status": "success", "body": body]) }
}

extension TutrexAPI {
  private func create(_ call: Call) throws -> Answer {
    let parameters = try LessonParameters(Self.object(call.request), isNew: true, now: Int(premises.now))
    let id = try store.next(Self.nextLesson, from: TutrexExamples.lessonID + 1)
    var random = try premises.randomForNew("lesson")
    let stored = parameters.apply(to: Self.newLesson(id: id, &random))
    try store.put(stored, id: String(id), on: Self.lessons)
    return Self.succeed(Value(lesson(stored)))
  }

  private func list(_ call: Call) throws -> Answer {
    let parameters = try LessonListParameters(Self.object(call.request))
    let lessons = try store.list(parameters.selection(of: Self.lessons)).map { stored in
      var lesson = lesson(stored)
      lesson["startTime"] = Value(String(lesson.int("startTime") ?? 0))
      return Value(lesson)
    }
    return Self.succeed(lessons.isEmpty ? .null : Value(lessons))
  }

  private func update(_ call: Call) throws -> Answer {
    let stored = try stored(call)
    let parameters = try LessonParameters(Self.object(call.request), isNew: false, now: Int(premises.now))
    let changed = parameters.apply(to: stored)
    try store.put(changed, id: call["id"], on: Self.lessons)
    return Self.succeed(Value(lesson(changed)))
  }

  private func delete(_ call: Call) throws -> Answer {
    guard try store.remove(call["id"], from: Self.lessons) else { throw Refusal(404, "no lesson \(call["id"])") }
    return Self.succeed(.null)
  }

  private func stored(_ call: Call) throws -> Object {
    guard let stored = try store.get(call["id"], from: Self.lessons) else {
      throw Refusal(404, "there is no lesson \(call["id"])")
    }
    return stored
  }

  /// The JSON object in a body; an empty body is an empty object.
  private static func object(_ request: Request) throws -> Object {
    if request.body.isEmpty { return Object() }
    guard let object = (try? Value.parse(utf8: request.body))?.object else {
      throw Refusal(400, "the body is not a JSON object", message: "Input data should be a valid JSON.")
    }
    return object
  }

  /// A lesson as in responses, with its current status.
  private func lesson(_ stored: Object) -> Object {
    var lesson = stored.published
    lesson["status"] = Value(status(of: stored))
    return lesson
  }

  /// `coming`, then `available` during the lesson, then `past` with a recording, otherwise `expired`.
  private func status(of stored: Object) -> String {
    let start = stored.int("startTime") ?? 0
    let end = start.addingReportingOverflow((stored.int("duration") ?? 0).multipliedReportingOverflow(by: 60).0).0
    let now = Int(premises.now)
    if start > now || start == TutrexExamples.startTime { return "coming" }
    if end > now { return "available" }
    return stored["recordUrl"]?.isNull ?? true ? "expired" : "past"
  }

  /// A lesson without title, time and duration, with the fields in documented order.
  static func newLesson(id: Int, _ random: inout RandomSource) -> Object {
    [
      "id": Value(id), "title": "", "duration": 0, "recordUrl": nil, "startTime": 0, "status": "coming",
      "teacherUrl": Value("https://tutrex.com/board/?token=" + random.text(18, of: letters)),
      "studentUrl": Value("https://tutrex.com/lessons/" + random.text(13, of: letters)),
    ]
  }

  private static let letters = "abcdefghijklmnopqrstuvwxyz0123456789"
}
