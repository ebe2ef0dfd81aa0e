import JSON

/// The documented shape of a response, for the sandbox's OpenAPI document.
enum DocumentedAnswer {
  /// Not documented.
  case unknown
  /// Items with an optional id field, either as a bare array or in a member of an object with other members.
  case list(
    id: (name: String, kind: Parameter.Kind)?, in: String? = nil, beside: [(name: String, kind: Parameter.Kind)] = [])
  /// An object with these fields.
  case object([(name: String, kind: Parameter.Kind)])

  /// The shape as a schema; nil if it is not documented.
  var schema: Value? {
    switch self {
    case .unknown: return nil
    case .object(let fields): return Self.object(fields)
    case .list(let id, let member, let beside):
      let list: Value = ["type": "array", "items": Self.object(id.map { [$0] } ?? [])]
      guard let member else { return list }
      var properties: Object = [:]
      properties[member] = list
      for (name, kind) in beside { properties[name] = ["type": Value(kind.rawValue)] }
      return ["type": "object", "properties": Value(properties)]
    }
  }

  private static func object(_ fields: [(name: String, kind: Parameter.Kind)]) -> Value {
    var properties: Object = [:]
    for (name, kind) in fields { properties[name] = ["type": Value(kind.rawValue)] }
    return ["type": "object", "properties": Value(properties)]
  }
}

extension CodementorAPI {
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer {
    switch endpoint {
    case .sessions, .directPayments, .freelanceJobs:
      .list(id: ("id", .string), in: "data", beside: [("has_more", .boolean)])
    case .payouts: .list(id: nil)
    case .confirm, .reschedule, .decline: .object([("id", .string)])
    }
  }
}

extension CoderPadAPI {
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer {
    switch endpoint {
    case .padsList, .organizationPads: list("pads", .string)
    case .questionsList, .organizationQuestions: list("questions", .integer)
    case .padsGet, .padsCreate: .object([("status", .string), ("id", .string), ("title", .string)])
    case .questionsGet, .questionsCreate: .object([("status", .string), ("id", .integer), ("title", .string)])
    case .quotaGet: .object([("status", .string), ("pads_used", .integer), ("unlimited", .boolean)])
    case .padsUpdate, .questionsUpdate, .questionsDelete: .object([("status", .string)])
    case .environmentsGet, .organizationGet, .organizationStats: .unknown
    }
  }

  private static func list(_ member: String, _ id: Parameter.Kind) -> DocumentedAnswer {
    .list(
      id: ("id", id), in: member,
      beside: [("status", .string), ("next_page", .string), ("prev_page", .string), ("total", .integer)])
  }
}

extension TutrexAPI {
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer {
    switch endpoint {
    case .list: .list(id: ("id", .integer), in: "body", beside: [("status", .string)])
    case .create, .get, .update, .delete: .object([("status", .string), ("body", .object)])
    }
  }
}

extension CoursepathAPI {
  /// The document contains no responses; lists are assumed to be bare arrays.
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer {
    switch endpoint {
    case .coursesList, .coursesMembers, .membersList, .membersCourses, .membersGroups, .groupsList, .groupsMembers:
      .list(id: ("id", .integer))
    case .coursesGet, .coursesCreateMember, .coursesInvite, .membersMe, .membersGet, .membersCreate, .membersUpdate,
      .membersInvite, .membersAddToGroup, .membersRemoveFromGroup, .enrollmentsGet, .enrollmentsCreate,
      .enrollmentsDelete, .programsCreateMember, .programsInvite, .programEnrollmentsCreate, .programEnrollmentsDelete:
      .unknown
    }
  }
}

extension CoursioAPI {
  static func answer(of endpoint: Endpoint) -> DocumentedAnswer {
    switch endpoint {
    case .call: .object([("isError", .boolean), ("errMsg", .string), ("data", .object)])
    }
  }
}
