/// A fictitious entity of Coursio and its fields.
struct CoursioEntity: Sendable {
  let name: String
  /// The name of one object in messages.
  let singular: String
  /// The fields required for creation.
  let required: [String]
  /// The fields covered by `search`.
  let searched: [String]

  var shelf: Shelf { Shelf("coursio.\(name)") }

  static let courses = CoursioEntity(
    name: "courses", singular: "Course", required: ["title"], searched: ["title", "description"])
  static let sections = CoursioEntity(
    name: "sections", singular: "Section", required: ["courseId", "title"], searched: ["title"])
  static let users = CoursioEntity(name: "users", singular: "User", required: ["email"], searched: ["name", "email"])
  static let enrollments = CoursioEntity(
    name: "enrollments", singular: "Enrollment", required: ["courseId", "userId"], searched: ["status"])
  static let results = CoursioEntity(
    name: "results", singular: "Result", required: ["enrollmentId", "score"], searched: ["comment"])

  static let all = [courses, sections, users, enrollments, results]
}
