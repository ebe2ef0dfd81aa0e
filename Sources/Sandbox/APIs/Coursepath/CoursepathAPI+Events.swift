import JSON
import Storage

/// An event of a course member, announced by webhook.
enum CourseMemberEvent: String {
  case created = "COURSEMEMBER_CREATED"
  case completed = "COURSEMEMBER_COMPLETED"
  case deleted = "COURSEMEMBER_DELETED"
}

extension CoursepathAPI {
  /// Simulates a learner who completes a course: the given one, or any uncompleted one. Returns the enrolment.
  func completeCourse(courseID: Int?, memberID: Int?) throws -> Object {
    try prepare(premises)
    var conditions: [Condition] = [.equals("completedDate", .null)]
    if let courseID { conditions.append(.equals("courseId", .integer(courseID))) }
    if let memberID { conditions.append(.equals("memberId", .integer(memberID))) }
    let open = Selection(shelf: Self.courseMembers, conditions: conditions, limit: 1)
    guard var enrollment = try store.list(open).first else {
      throw Refusal(404, "no learner is about to complete that course")
    }
    enrollment["score"] = 100
    enrollment["success"] = true
    enrollment["completedDate"] = Value(premises.timestamp)
    try store.put(
      enrollment, id: Self.id(["id": enrollment["courseId"] ?? .null], ["id": enrollment["memberId"] ?? .null]),
      on: Self.courseMembers)
    announce(.completed, enrollment)
    return enrollment
  }

  /// Sends the event with the ids of the course and the member.
  func announce(_ event: CourseMemberEvent, _ membership: Object) {
    premises.webhooks.coursepath.send(
      event.rawValue,
      ["courseId": membership["courseId"] ?? .null, "memberId": membership["memberId"] ?? .null])
  }
}
