extension CodementorAPI {
  static func parameters(of endpoint: Endpoint) -> [Parameter] {
    switch endpoint {
    case .sessions, .directPayments, .freelanceJobs: [.query("starting_after")]
    case .payouts: [.query("payout_month", isRequired: true)]
    case .confirm, .reschedule, .decline: []
    }
  }
}

extension CoderPadAPI {
  private static let pad: [Parameter] = [
    .form("title"), .form("language"), .form("contents"), .form("question_id", .integer), .form("notes"),
    .form("private", .boolean), .form("execution_enabled", .boolean), .form("user_email"),
  ]
  private static let question: [Parameter] = [
    .form("title"), .form("language"), .form("description"), .form("contents"), .form("solution"),
    .form("candidate_description"),
  ]

  static func parameters(of endpoint: Endpoint) -> [Parameter] {
    switch endpoint {
    case .padsList, .questionsList, .organizationPads, .organizationQuestions:
      [.query("sort"), .query("page", .integer)]
    case .padsCreate: pad
    case .padsUpdate: pad + [.form("ended", .boolean), .form("deleted", .boolean)]
    case .questionsCreate, .questionsUpdate: question
    case .organizationStats: [.query("start_time"), .query("end_time")]
    case .padsGet, .environmentsGet, .questionsGet, .questionsDelete, .quotaGet, .organizationGet: []
    }
  }
}

extension TutrexAPI {
  static func parameters(of endpoint: Endpoint) -> [Parameter] {
    switch endpoint {
    case .create: lesson(isRequired: true)
    case .update: lesson(isRequired: false)
    case .list: [.json("sortBy"), .json("sortDirection"), .json("limit", .integer), .json("offset", .integer)]
    case .get, .delete: []
    }
  }

  private static func lesson(isRequired: Bool) -> [Parameter] {
    [
      .json("startTime", .integer, isRequired: isRequired), .json("title", isRequired: isRequired),
      .json("duration", .integer, isRequired: isRequired), .json("exitLink"), .json("shareLink"),
    ]
  }
}

extension CoursepathAPI {
  private static let page: [Parameter] = [.query("offset", .integer), .query("limit", .integer)]
  private static let filters = filterNames.map { Parameter.query($0) }
  private static let mail: [Parameter] = [.form("mail[subject]"), .form("mail[body]"), .form("mail[action]")]

  static func parameters(of endpoint: Endpoint) -> [Parameter] {
    switch endpoint {
    case .coursesList, .membersCourses, .membersGroups, .groupsList: page
    case .membersList, .coursesMembers, .groupsMembers: filters + page
    case .membersCreate, .coursesCreateMember, .programsCreateMember: member(isRequired: true)
    case .membersUpdate: member(isRequired: false)
    case .coursesInvite, .membersInvite, .programsInvite: mail
    case .membersAddToGroup: [.form("name", isRequired: true)]
    case .membersRemoveFromGroup: [.query("name")]
    case .coursesGet, .membersMe, .membersGet, .enrollmentsGet, .enrollmentsCreate, .enrollmentsDelete,
      .programEnrollmentsCreate, .programEnrollmentsDelete:
      []
    }
  }

  private static func member(isRequired: Bool) -> [Parameter] {
    fields.map { .form($0, isRequired: isRequired && $0 == "email") }
  }
}

extension CoursioAPI {
  static func operationName(_ endpoint: Endpoint) -> String { "call" }

  static func parameters(of endpoint: Endpoint) -> [Parameter] {
    switch endpoint {
    case .call:
      [
        .json("method", isRequired: true), .json("data", .object), .json("pageStart", .integer),
        .json("pageLength", .integer),
      ]
    }
  }
}
