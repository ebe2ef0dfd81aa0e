import JSON
import Storage

/// Coursepath's API according to coursepath.txt: courses, members, enrolments, programs, groups and invitations.
///
/// The document contains no responses. Here a list is a bare array, ids are integers, creation returns 201, removal
/// 204, an error `{"message": …}`. A page has 100 courses, 250 members or 500 groups unless `limit` is given, and at
/// most 500 items. A duplicate is a 409; a group is created when it is first named.
final class CoursepathAPI: SimulatedAPI {
  enum Endpoint: String, CaseIterable {
    case coursesList = "courses.list"
    case coursesGet = "courses.get"
    case coursesMembers = "courses.members"
    case coursesCreateMember = "courses.create_member"
    case coursesInvite = "courses.invite"
    case membersList = "members.list"
    case membersMe = "members.me"
    case membersGet = "members.get"
    case membersCreate = "members.create"
    case membersUpdate = "members.update"
    case membersCourses = "members.courses"
    case membersGroups = "members.groups"
    case membersInvite = "members.invite"
    case membersAddToGroup = "members.add_to_group"
    case membersRemoveFromGroup = "members.remove_from_group"
    case enrollmentsGet = "enrollments.get"
    case enrollmentsCreate = "enrollments.create"
    case enrollmentsDelete = "enrollments.delete"
    case programsCreateMember = "programs.create_member"
    case programsInvite = "programs.invite"
    case programEnrollmentsCreate = "program_enrollments.create"
    case programEnrollmentsDelete = "program_enrollments.delete"
    case groupsList = "groups.list"
    case groupsMembers = "groups.members"
  }

  static let name = "coursepath"
  static let mount = "/coursepath/api/v1"

  let routes = RouteTable<Endpoint>([
    ("GET", "/courses", .coursesList),
    ("GET", "/courses/:course", .coursesGet),
    ("GET", "/courses/:course/members", .coursesMembers),
    ("POST", "/courses/:course/members", .coursesCreateMember),
    ("POST", "/courses/:course/members/:member/invite", .coursesInvite),
    ("GET", "/members", .membersList),
    ("GET", "/members/me", .membersMe),
    ("GET", "/members/:member", .membersGet),
    ("POST", "/members", .membersCreate),
    ("POST", "/members/:member", .membersUpdate),
    ("GET", "/members/:member/courses", .membersCourses),
    ("GET", "/members/:member/groups", .membersGroups),
    ("POST", "/members/:member/invite", .membersInvite),
    ("POST", "/members/:member/groups", .membersAddToGroup),
    ("DELETE", "/members/:member/groups", .membersRemoveFromGroup),
    ("GET", "/courses/:course/members/:member/coursemember", .enrollmentsGet),
    ("POST", "/courses/:course/members/:member/coursemember", .enrollmentsCreate),
    ("DELETE", "/courses/:course/members/:member/coursemember", .enrollmentsDelete),
    ("POST", "/programs/:program/members", .programsCreateMember),
    ("POST", "/programs/:program/members/:member/invite", .programsInvite),
    ("POST", "/programs/:program/members/:member/programmember", .programEnrollmentsCreate),
    ("DELETE", "/programs/:program/members/:member/programmember", .programEnrollmentsDelete),
    ("GET", "/groups", .groupsList),
    ("GET", "/groups/:group/members", .groupsMembers),
  ])

  static let courses = Shelf("coursepath.courses")
  static let members = Shelf("coursepath.members")
  static let programs = Shelf("coursepath.programs")
  static let groups = Shelf("coursepath.groups")
  static let courseMembers = Shelf("coursepath.coursemembers")
  static let programMembers = Shelf("coursepath.programmembers")
  static let groupMembers = Shelf("coursepath.groupmembers")
  static let invitations = Shelf("coursepath.invitations")

  let premises: Premises
  private var tokens: TokenCheck
  var store: Store { premises.store }

  init(_ premises: Premises) {
    self.premises = premises
    tokens = TokenCheck(secret: premises.credentials.coursepathKey)
  }

  func admit(_ request: Request) throws -> Caller {
    let email = try tokens.email(in: request.header("authorization"), at: premises.now)
    let conditions: [Condition] = [.equals("email", .text(email))]
    guard let member = try store.list(Selection(shelf: Self.members, conditions: conditions)).first else {
      throw Refusal(401, "The academy has no member with this e-mail address.")
    }
    return Caller(identity: email, isOwner: member.hidden["isAdministrator"]?.bool ?? false)
  }

  static var methodNames: [String] { endpointNames + ["members.remove_from_all_groups"] }

  /// Removing from groups without a name removes from all of them.
  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String {
    guard endpoint == .membersRemoveFromGroup, request.parameters["name"] == nil else { return endpoint.rawValue }
    return "members.remove_from_all_groups"
  }

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer {
    try checkPermission(endpoint, call)
    return switch endpoint {
    case .coursesList: try list(Selection(shelf: Self.courses), call, limit: 100)
    case .coursesGet: Answer(Value(try course(call).published))
    case .coursesMembers: try listMembers(of: Self.courseMembers, "courseId", try course(call), call)
    case .coursesCreateMember: try createMember(call, in: Self.courseMembers, "courseId", try course(call))
    case .coursesInvite: try invite(call, to: Self.courseMembers, try course(call))
    case .membersList: try list(Selection(shelf: Self.members, conditions: filters(call)), call, limit: 250)
    case .membersMe: try getMe(call)
    case .membersGet: Answer(Value(try member(call).published))
    case .membersCreate: try createMember(call)
    case .membersUpdate: try updateMember(call)
    case .membersCourses: try listCourses(of: try member(call), call)
    case .membersGroups: try listGroups(of: try member(call), call)
    case .membersInvite: try invite(call)
    case .membersAddToGroup: try addToGroup(call)
    case .membersRemoveFromGroup: try removeFromGroups(call)
    case .enrollmentsGet: try getEnrollment(call)
    case .enrollmentsCreate: try enroll(call)
    case .enrollmentsDelete: try endEnrollment(call)
    case .programsCreateMember: try createMember(call, in: Self.programMembers, "programId", try program(call))
    case .programsInvite: try invite(call, to: Self.programMembers, try program(call))
    case .programEnrollmentsCreate: try addToProgram(call)
    case .programEnrollmentsDelete: try remove(try member(call), from: try program(call), Self.programMembers)
    case .groupsList: try list(Selection(shelf: Self.groups), call, limit: 500)
    case .groupsMembers: try listMembers(of: Self.groupMembers, "groupId", try group(call), call)
    }
  }

  func answer(to refusal: Refusal) -> Answer {
    Answer(refusing: refusal, with: ["message": Value(refusal.message ?? refusal.reason)])
  }

  /// Learners may see the courses and themselves; everything else requires an administrator.
  private func checkPermission(_ endpoint: Endpoint, _ call: Call) throws {
    guard !call.caller.isOwner else { return }
    switch endpoint {
    case .coursesList, .coursesGet, .membersMe: return
    default: throw Refusal(403, "This needs an administrator of the academy.")
    }
  }
}
