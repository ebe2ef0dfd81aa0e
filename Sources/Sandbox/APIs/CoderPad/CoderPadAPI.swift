import JSON

/// CoderPad's API according to coderpad.txt: pads, environments, questions, the quota and the organization.
///
/// The document does not specify the response to an update or deletion (here `{"status": "OK"}`), the content of a page
/// beyond the end (empty), or the response to an invalid `sort` or `page` (400).
final class CoderPadAPI: SimulatedAPI {
  enum Endpoint: String, CaseIterable {
    case padsList = "pads.list"
    case padsGet = "pads.get"
    case padsCreate = "pads.create"
    case padsUpdate = "pads.update"
    case environmentsGet = "pad_environments.get"
    case questionsList = "questions.list"
    case questionsGet = "questions.get"
    case questionsCreate = "questions.create"
    case questionsUpdate = "questions.update"
    case questionsDelete = "questions.delete"
    case quotaGet = "quota.get"
    case organizationGet = "organization.get"
    case organizationStats = "organization.stats"
    case organizationPads = "organization.pads"
    case organizationQuestions = "organization.questions"
  }

  static let name = "coderpad"
  static let mount = "/coderpad"

  let routes = RouteTable<Endpoint>([
    ("GET", "/api/pads", .padsList),
    ("GET", "/api/pads/:id", .padsGet),
    ("POST", "/api/pads", .padsCreate),
    ("PUT", "/api/pads/:id", .padsUpdate),
    ("GET", "/api/pad_environments/:id", .environmentsGet),
    ("GET", "/api/questions", .questionsList),
    ("GET", "/api/questions/:id", .questionsGet),
    ("POST", "/api/questions", .questionsCreate),
    ("PUT", "/api/questions/:id", .questionsUpdate),
    ("DELETE", "/api/questions/:id", .questionsDelete),
    ("GET", "/api/quota", .quotaGet),
    ("GET", "/api/organization", .organizationGet),
    ("GET", "/api/organization/stats", .organizationStats),
    ("GET", "/api/organization/pads", .organizationPads),
    ("GET", "/api/organization/questions", .organizationQuestions),
  ])

  static let pads = Shelf("coderpad.pads")
  static let environments = Shelf("coderpad.pad_environments")
  static let questions = Shelf("coderpad.questions")
  static let users = Shelf("coderpad.users")
  static let nextQuestion = "coderpad next question"

  let premises: Premises
  var store: Store { premises.store }

  init(_ premises: Premises) {
    self.premises = premises
  }

  func answer(_ endpoint: Endpoint, _ call: Call) throws -> Answer {
    switch endpoint {
    case .padsList: try listPads(call, of: call.caller.identity)
    case .padsGet: try getPad(call)
    case .padsCreate: try createPad(call)
    case .padsUpdate: try updatePad(call)
    case .environmentsGet: try getEnvironment(call)
    case .questionsList: try listQuestions(call)
    case .questionsGet: try getQuestion(call)
    case .questionsCreate: try createQuestion(call)
    case .questionsUpdate: try updateQuestion(call)
    case .questionsDelete: try deleteQuestion(call)
    case .quotaGet: try getQuota()
    case .organizationGet: try getOrganization()
    case .organizationStats: try getStatistics(call)
    case .organizationPads: try listPads(call, of: nil)
    case .organizationQuestions: try listOrganizationQuestions(call)
    }
  }

  /// `pads.end` and `pads.delete` are updates with `ended` or `deleted`.
  static var methodNames: [String] { endpointNames + ["pads.end", "pads.delete"] }

  func name(of endpoint: Endpoint, _ request: Request, _ segments: [String]) -> String {
    guard endpoint == .padsUpdate else { return endpoint.rawValue }
    let form = Form(utf8: request.body)
    if form["deleted"] == "true" { return "pads.delete" }
    return form["ended"] == "true" ? "pads.end" : endpoint.rawValue
  }
}

// MARK: Credentials, bodies and errors
extension CoderPadAPI {
  func admit(_ request: Request) throws -> Caller {
    guard let header = request.header("authorization"), let key = Self.key(in: header) else {
      throw Refusal(401, "the header is Authorization: Token token=\"KEY\"")
    }
    switch key {
    case premises.credentials.coderPadKey, CoderPadExamples.key: return Caller(identity: CoderPadExamples.owner)
    case premises.credentials.coderPadMemberKey:
      return Caller(identity: CoderPadExamples.member, isOwner: false)
    default: throw Refusal(401, "the sandbox does not know this API key")
    }
  }

  /// The key in `Token token="KEY"`.
  private static func key(in header: String) -> String? {
    let start = "Token token=\""
    guard header.hasPrefix(start), header.hasSuffix("\""), header.count > start.count else { return nil }
    return String(header.dropFirst(start.count).dropLast())
  }

  /// The fields of a form body.
  func form(_ request: Request) throws -> Form {
    guard !request.body.isEmpty else { return Form(fields: []) }
    guard request.contentType == "application/x-www-form-urlencoded" else {
      throw Refusal(400, "the body is a form: Content-Type application/x-www-form-urlencoded")
    }
    return Form(utf8: request.body)
  }

  func answer(to refusal: Refusal) -> Answer {
    let message = refusal.message ?? Self.message(for: refusal.status)
    return Answer(refusing: refusal, with: ["status": "ERROR", "message": Value(message)])
  }

  /// The document's table of errors.
  private static func message(for status: Int) -> String {
    switch status {
    case 400: "Bad Request"
    case 401: "Invalid API key"
    case 403: "Forbidden"
    case 404: "Resource not found"
    case 429: "Over quota"
    default: "Internal Server Error"
    }
  }

  static let ok = Answer(["status": "OK"])

  static func succeed(_ fields: Object) -> Answer { Answer(Value(Object([("status", "OK")]).appending(fields))) }
}
