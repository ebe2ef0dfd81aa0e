import JSON

/// The objects requested by the document's examples, with the documented responses.
enum TutrexExamples {
  static let key = "123"
  static let lessonID = 123
  /// 2018-12-20. Although it is in the past, the document's example succeeds and the lesson is coming.
  static let startTime = 1_545_318_000

  static let lessons: [Object] = [
    lesson(1, "b", 90, start: 1_544_198_400, token: "abcdefgh1234567891", student: "abcdef1234568"),
    lesson(2, "a", 60, start: 1_544_198_400, token: "abcdefgh1234567890", student: "abcdef1234567"),
    lesson(
      lessonID, "Test lesson title", 90, start: startTime, token: "abcdefgh1234567890", student: "abcdef1234567"),
  ]

  private static func lesson(
    _ id: Int, _ title: String, _ duration: Int, start: Int, token: String, student: String
  ) -> Object {
    [
      "id": Value(id), "title": Value(title), "duration": Value(duration), "recordUrl": nil,
      "startTime": Value(start), "status": "coming",
      "teacherUrl": Value("https://tutrex.com/board/?token=\(token)"),
      "studentUrl": Value("https://tutrex.com/lessons/\(student)"),
    ]
  }
}
