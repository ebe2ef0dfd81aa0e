/// The parameters for creating or updating a pad.
struct PadParameters {
  let title: String?
  let language: String?
  let contents: String?
  let questionID: Int?
  let notes: String?
  let isPrivate: Bool?
  let isExecutionEnabled: Bool?
  let userEmail: String?

  init(_ form: Form) throws {
    guard form["contents"] == nil || form["question_id"] == nil else {
      throw Refusal(400, "contents and question_id exclude each other")
    }
    title = form["title"]
    language = try form["language"].map(CoderPadLanguages.check)
    contents = form["contents"]
    questionID = try form["question_id"].map(Self.number)
    notes = form["notes"]
    isPrivate = try form["private"].map(Self.flag)
    isExecutionEnabled = try form["execution_enabled"].map(Self.flag)
    userEmail = form["user_email"]
  }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw Refusal(400, "question_id is a number") }
    return number
  }

  private static func flag(_ text: String) throws -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw Refusal(400, "private and execution_enabled are true or false")
    }
  }
}
