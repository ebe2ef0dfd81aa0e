import Testing

/// A call, and what must be sent for it: written from the providers' documents, not from the manifests.
struct EndpointSpec: Sendable, CustomTestStringConvertible {
  var call: String
  /// `VERB URL BODY`.
  var sent: String
  /// The endpoint in the document.
  var shape: String
  var contentType: String?
  var authorization: (name: String, value: String)
  var answer: String

  var testDescription: String { call }
}

private let form = "application/x-www-form-urlencoded"
private let json = "application/json"

private func codementor(_ call: String, _ sent: String, _ shape: String, _ answer: String = "{}") -> EndpointSpec {
  let parts = sent.split(separator: " ", maxSplits: 1)
  return EndpointSpec(
    call: "codementor." + call, sent: "\(parts[0]) https://dev.codementor.io/api\(parts[1])", shape: shape,
    authorization: ("x-codementor-api-key", "codementor-key"), answer: answer)
}

private func coderpad(_ call: String, _ sent: String, _ shape: String) -> EndpointSpec {
  let parts = sent.split(separator: " ", maxSplits: 1)
  return EndpointSpec(
    call: "coderpad." + call, sent: "\(parts[0]) https://app.coderpad.io/api\(parts[1])", shape: shape,
    contentType: sent.split(separator: " ").count > 2 ? form : nil,
    authorization: ("Authorization", "Token token=\"coderpad-key\""), answer: #"{"status":"OK"}"#)
}

private func tutrex(_ call: String, _ sent: String, _ shape: String) -> EndpointSpec {
  let parts = sent.split(separator: " ", maxSplits: 1)
  return EndpointSpec(
    call: "tutrex." + call, sent: "\(parts[0]) https://tutrex.com/api/v1\(parts[1])", shape: shape, contentType: json,
    authorization: ("x-api-key", "tutrex-key"), answer: #"{"status":"success","body":null}"#)
}

private func coursepath(_ call: String, _ sent: String, _ shape: String) -> EndpointSpec {
  let parts = sent.split(separator: " ", maxSplits: 1)
  return EndpointSpec(
    call: "coursepath." + call, sent: "\(parts[0]) https://acme.coursepath.com/api/v1\(parts[1])", shape: shape,
    contentType: sent.split(separator: " ").count > 2 ? form : nil,
    authorization: ("Authorization", "Bearer " + JSONWebTokenTests.example), answer: "[]")
}

private func coursio(_ call: String, _ sent: String) -> EndpointSpec {
  EndpointSpec(
    call: "coursio." + call, sent: "POST https://t-api.s.coursio.com/api/" + sent, shape: "Coursio", contentType: json,
    authorization: ("Token", "coursio-session"), answer: #"{"isError":false,"errMsg":null,"data":{}}"#)
}

let endpointSpecs: [EndpointSpec] = [
  // Codementor, 7
  codementor("sessions.list", "GET /sessions", "CM GET sessions"),
  codementor(
    "sessions.list(starting_after: \"5eyyfic1fm\")", "GET /sessions?starting_after=5eyyfic1fm", "CM GET sessions"),
  codementor("direct_payments.list", "GET /direct-payments", "CM GET direct-payments"),
  codementor("freelance_jobs.list", "GET /freelance-jobs", "CM GET freelance-jobs"),
  codementor(
    "payouts.list(\"2018-05\")", "GET /payouts/monthly-payouts?payout_month=2018-05", "CM GET payouts", "[]"),
  codementor("scheduled_sessions.confirm(\"abc123\")", "POST /scheduled-sessions/abc123/confirm", "CM confirm"),
  codementor(
    "scheduled_sessions.reschedule(\"abc123\")", "POST /scheduled-sessions/abc123/reschedule", "CM reschedule"),
  codementor("scheduled_sessions.decline(\"a/../b\")", "POST /scheduled-sessions/a%2F..%2Fb/decline", "CM decline"),

  // CoderPad, 15
  coderpad("pads.list", "GET /pads", "CP GET pads"),
  coderpad("pads.list(sort: \"updated_at,asc\", page: 2)", "GET /pads?sort=updated_at%2Casc&page=2", "CP GET pads"),
  coderpad("pads.get(\"DM32JWG2\")", "GET /pads/DM32JWG2", "CP GET pad"),
  coderpad("pads.get(\"..\")", "GET /pads/%2E%2E", "CP GET pad"),
  coderpad(
    "pads.create(title: \"Rob Zombie's Interview\", language: \"ruby\", private: true)",
    "POST /pads title=Rob+Zombie%27s+Interview&language=ruby&private=true", "CP POST pads"),
  coderpad("pads.create", "POST /pads", "CP POST pads"),
  coderpad(
    "pads.update(\"DM32JWG2\", title: \"Interview with Greg\", ended: \"true\")",
    "PUT /pads/DM32JWG2 title=Interview+with+Greg&ended=true", "CP PUT pad"),
  coderpad("pads.end(\"DM32JWG2\")", "PUT /pads/DM32JWG2 ended=true", "CP PUT pad"),
  coderpad("pads.delete(\"DM32JWG2\")", "PUT /pads/DM32JWG2 deleted=true", "CP PUT pad"),
  coderpad("questions.get(42.0)", "GET /questions/42", "CP GET question"),
  coderpad("questions.get(12345678901234567890)", "GET /questions/12345678901234567890", "CP GET question"),
  coderpad("pad_environments.get(42)", "GET /pad_environments/42", "CP GET environment"),
  coderpad("questions.list(page: \"3\")", "GET /questions?page=3", "CP GET questions"),
  coderpad("questions.get(42)", "GET /questions/42", "CP GET question"),
  coderpad(
    "questions.create({title: \"Are avocados fruity?\", language: \"ruby\"})",
    "POST /questions title=Are+avocados+fruity%3F&language=ruby", "CP POST questions"),
  coderpad(
    "questions.update(42, description: \"a\\nb\")", "PUT /questions/42 description=a%0Ab",
    "CP PUT question"),
  coderpad("questions.delete(42)", "DELETE /questions/42", "CP DELETE question"),
  coderpad("quota.get", "GET /quota", "CP GET quota"),
  coderpad("organization.get", "GET /organization", "CP GET organization"),
  coderpad("organization.stats", "GET /organization/stats", "CP GET stats"),
  coderpad(
    "organization.stats(start_time: \"2015-12-07T00:31:52Z\", end_time: 1450139512)",
    "GET /organization/stats?start_time=2015-12-07T00%3A31%3A52Z&end_time=2015-12-15T00%3A31%3A52Z", "CP GET stats"),
  coderpad("organization.pads", "GET /organization/pads", "CP GET organization pads"),
  coderpad("organization.questions", "GET /organization/questions", "CP GET organization questions"),

  // Tutrex, 5
  tutrex(
    "lessons.create(startTime: \"2018-12-20T15:00:00Z\", title: \"Test lesson title\", duration: \"90\")",
    #"POST /lessons {"startTime":1545318000,"title":"Test lesson title","duration":90}"#, "TX POST lessons"),
  tutrex("lessons.list", "GET /lessons", "TX GET lessons"),
  tutrex(
    "lessons.list(sortBy: \"title\", sortDirection: \"ASC\", limit: 2, offset: 0)",
    #"GET /lessons {"sortBy":"title","sortDirection":"ASC","limit":2,"offset":0}"#, "TX GET lessons"),
  tutrex("lessons.get(123)", "GET /lessons/123", "TX GET lesson"),
  tutrex(
    "lessons.update(123, title: \"T\", exitLink: \"\")", #"POST /lessons/123 {"title":"T","exitLink":""}"#,
    "TX POST lesson"),
  tutrex("lessons.delete(123)", "DELETE /lessons/123", "TX DELETE lesson"),

  // Coursepath, 24
  coursepath("courses.list", "GET /courses?limit=100", "CO GET courses"),
  coursepath("courses.list(limit: 20, offset: 40)", "GET /courses?offset=40&limit=20", "CO GET courses"),
  coursepath("courses.get(12)", "GET /courses/12", "CO GET course"),
  coursepath(
    "courses.members(12, company: \"ACME & Co\", shoe: 5)",
    "GET /courses/12/members?company=ACME%20%26%20Co&shoe=5&limit=100", "CO GET course members"),
  coursepath(
    "courses.create_member(12, email: \"jane@example.com\", name: \"Jane\")",
    "POST /courses/12/members email=jane%40example.com&name=Jane", "CO POST course members"),
  coursepath(
    "courses.invite(12, 5, mail: {subject: \"Hi\"})", "POST /courses/12/members/5/invite mail%5Bsubject%5D=Hi",
    "CO course invite"),
  coursepath("members.list(email: \"a@b.c\")", "GET /members?email=a%40b.c&limit=100", "CO GET members"),
  coursepath("members.me", "GET /members/me", "CO GET me"),
  coursepath("members.get(5)", "GET /members/5", "CO GET member"),
  coursepath(
    "members.create(email: \"jane@example.com\", shoe: {size: 5})",
    "POST /members email=jane%40example.com&shoe%5Bsize%5D=5", "CO POST members"),
  coursepath("members.update(5, company: \"ACME\")", "POST /members/5 company=ACME", "CO POST member"),
  coursepath("members.courses(5)", "GET /members/5/courses?limit=100", "CO GET member courses"),
  coursepath("members.groups(5)", "GET /members/5/groups?limit=100", "CO GET member groups"),
  coursepath(
    "members.invite(5, \"mail[subject]\": \"Hi\", mail: {body: \"there\"})",
    "POST /members/5/invite mail%5Bsubject%5D=Hi&mail%5Bbody%5D=there", "CO academy invite"),
  coursepath("members.add_to_group(5, \"Sales\")", "POST /members/5/groups name=Sales", "CO POST groups"),
  coursepath(
    "members.remove_from_group(5, \"Sales & Co\")", "DELETE /members/5/groups?name=Sales%20%26%20Co", "CO DELETE groups"
  ),
  coursepath("members.remove_from_all_groups(5)", "DELETE /members/5/groups", "CO DELETE groups"),
  coursepath("enrollments.get(12, 5)", "GET /courses/12/members/5/coursemember", "CO GET coursemember"),
  coursepath("enrollments.create(12, 5)", "POST /courses/12/members/5/coursemember", "CO POST coursemember"),
  coursepath("enrollments.delete(12, 5)", "DELETE /courses/12/members/5/coursemember", "CO DELETE coursemember"),
  coursepath(
    "programs.create_member(7, email: \"jane@example.com\")", "POST /programs/7/members email=jane%40example.com",
    "CO POST program members"),
  coursepath("programs.invite(7, 5)", "POST /programs/7/members/5/invite", "CO program invite"),
  coursepath(
    "program_enrollments.create(7, 5)", "POST /programs/7/members/5/programmember", "CO POST programmember"),
  coursepath(
    "program_enrollments.delete(7, 5)", "DELETE /programs/7/members/5/programmember", "CO DELETE programmember"),
  coursepath("groups.list(limit: 5)", "GET /groups?limit=5", "CO GET groups"),
  coursepath("groups.members(3)", "GET /groups/3/members?limit=100", "CO GET group members"),

  // Coursio, 1
  coursio("course.list", #"course {"method":"list","data":{}}"#),
  coursio(
    "course.getByYear(year: 2015, tags: [\"a\"], pageStart: 0, pageLength: \"10\")",
    #"course {"method":"getByYear","data":{"year":2015,"tags":["a"]},"pageStart":0,"pageLength":10}"#),
  coursio("dashboard.read", #"dashboard {"method":"read","data":{}}"#),
]
