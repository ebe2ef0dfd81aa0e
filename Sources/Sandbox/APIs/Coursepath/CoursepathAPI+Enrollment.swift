import JSON
import Storage

// Membership of courses, programs and groups, and invitations.
extension CoursepathAPI {
  func getEnrollment(_ call: Call) throws -> Answer {
    let (course, member) = (try course(call), try member(call))
    guard let enrollment = try store.get(Self.id(course, member), from: Self.courseMembers) else {
      throw Refusal(404, "The member is not enrolled in the course.")
    }
    return Answer(Value(enrollment.published))
  }

  func enroll(_ call: Call) throws -> Answer {
    let (course, member) = (try course(call), try member(call))
    return Answer(Value(try join(member, course, Self.courseMembers, "courseId")), status: 201)
  }

  func endEnrollment(_ call: Call) throws -> Answer {
    let (course, member) = (try course(call), try member(call))
    let answer = try remove(member, from: course, Self.courseMembers)
    announce(.deleted, ["courseId": course["id"] ?? .null, "memberId": member["id"] ?? .null])
    return answer
  }

  func addToProgram(_ call: Call) throws -> Answer {
    let (program, member) = (try program(call), try member(call))
    return Answer(Value(try join(member, program, Self.programMembers, "programId")), status: 201)
  }

  func remove(_ member: Object, from whole: Object, _ shelf: Shelf) throws -> Answer {
    guard try store.remove(Self.id(whole, member), from: shelf) else {
      throw Refusal(404, "The member does not belong to it.")
    }
    return .noContent
  }

  /// Adds a member to a course, program or group. Throws a 409 if they already belong to it.
  @discardableResult
  func join(_ member: Object, _ whole: Object, _ shelf: Shelf, _ field: String) throws -> Object {
    let id = Self.id(whole, member)
    guard try store.get(id, from: shelf) == nil else { throw Refusal(409, "The member belongs to it already.") }
    var membership: Object = [:]
    membership[field] = whole["id"]
    membership["memberId"] = member["id"]
    if shelf.name == Self.courseMembers.name {
      for name in ["score", "success", "completedDate", "certificate"] { membership[name] = .null }
    }
    membership["enrolled"] = Value(premises.timestamp)
    try store.put(membership, id: id, on: shelf)
    if shelf.name == Self.courseMembers.name { announce(.created, membership) }
    return membership
  }

  static func id(_ whole: Object, _ member: Object) -> String { "\(whole.int("id") ?? 0)/\(member.int("id") ?? 0)" }

  func listCourses(of member: Object, _ call: Call) throws -> Answer {
    let belongs = Condition.referenced(
      by: Self.courseMembers, field: "courseId", [.equals("memberId", .integer(member.int("id") ?? 0))])
    return try list(Selection(shelf: Self.courses, conditions: [belongs]), call, limit: 100)
  }
}

extension CoursepathAPI {
  func listGroups(of member: Object, _ call: Call) throws -> Answer {
    let belongs = Condition.referenced(
      by: Self.groupMembers, field: "groupId", [.equals("memberId", .integer(member.int("id") ?? 0))])
    return try list(Selection(shelf: Self.groups, conditions: [belongs]), call, limit: 500)
  }

  func addToGroup(_ call: Call) throws -> Answer {
    let member = try member(call)
    guard let name = try form(call.request)["name"], !name.isEmpty else {
      throw Refusal(400, "The parameter name is required.")
    }
    let group = try group(named: name) ?? newGroup(name)
    try join(member, group, Self.groupMembers, "groupId")
    return Answer(Value(group.published), status: 201)
  }

  /// Removes a member from the group given by `name`, or from all groups if no name is given.
  func removeFromGroups(_ call: Call) throws -> Answer {
    let member = try member(call)
    guard let name = try call.request.parameters["name"] ?? form(call.request)["name"] else {
      let own: [Condition] = [.equals("memberId", .integer(member.int("id") ?? 0))]
      try store.removeAll(Selection(shelf: Self.groupMembers, conditions: own))
      return .noContent
    }
    guard !name.isEmpty else { throw Refusal(400, "The parameter name is empty.") }
    guard let group = try group(named: name) else { throw Refusal(404, "There is no group called \(name).") }
    return try remove(member, from: group, Self.groupMembers)
  }

  private func group(named name: String) throws -> Object? {
    try store.list(Selection(shelf: Self.groups, conditions: [.equals("name", .text(name))])).first
  }

  func newGroup(_ name: String) throws -> Object {
    let id = try store.next("coursepath next group", from: 1)
    let group: Object = ["id": Value(id), "name": Value(name)]
    try store.put(group, id: String(id), on: Self.groups)
    return group
  }
}

extension CoursepathAPI {
  /// Sends an invitation to the academy.
  func invite(_ call: Call) throws -> Answer { try sendInvitation(to: try member(call), "academy", call) }

  /// Sends an invitation to a course or program that the member belongs to.
  func invite(_ call: Call, to shelf: Shelf, _ whole: Object) throws -> Answer {
    let member = try member(call)
    guard try store.get(Self.id(whole, member), from: shelf) != nil else {
      throw Refusal(404, "The member does not belong to it.")
    }
    return try sendInvitation(to: member, whole.string("name"), call)
  }

  private func sendInvitation(to member: Object, _ place: String, _ call: Call) throws -> Answer {
    let form = try form(call.request)
    let id = try store.next("coursepath next invitation", from: 1)
    let invitation: Object = [
      "id": Value(id),
      "memberId": member["id"] ?? .null,
      "email": member["email"] ?? .null,
      "subject": Value(form["mail[subject]"] ?? "You are invited to \(place)"),
      "body": Value(form["mail[body]"] ?? "Please activate your account and start learning."),
      "action": Value(form["mail[action]"] ?? "Start learning"),
      "sent": Value(premises.timestamp),
    ]
    try store.put(invitation, id: String(id), on: Self.invitations)
    return Answer(Value(invitation))
  }
}
