import Diagnostics
import HTTP
import JSON
import Query
import Testing

/// A call with an error: the arguments as JSON (an object for named ones, an array for bare ones), and the message.
private let mistakes: [(method: String, arguments: String, message: String, hint: String?)] = [
  (
    "coderpad.pads.update", #"{"id": "x", "tilte": "a"}"#, "coderpad.pads.update has no parameter `tilte`",
    "did you mean `title`?"
  ),
  ("coderpad.pads.get", "{}", "coderpad.pads.get needs the parameter `id`", #"such as `id: "DM32JWG2"`"#),
  ("coderpad.pads.get", #"["a", "b"]"#, "coderpad.pads.get accepts 1 bare value", "write `name: value`"),
  ("coderpad.quota.get", #"["a"]"#, "coderpad.quota.get accepts no bare values", "write `name: value`"),
  (
    "coderpad.pads.get", #"[{"id": "a"}, {"id": "b"}]"#, "`id` of coderpad.pads.get is given twice",
    "leave one of them out"
  ),
  (
    "coderpad.pads.get", #"[""]"#, "`id` of coderpad.pads.get must not be empty",
    "give one that exists"
  ),
  ("coderpad.pads.get", "[null]", "`id` of coderpad.pads.get must not be null", "it must be given"),
  ("coderpad.pads.get", "[[1]]", "coderpad.pads.get accepts no bare array", "write `name: value`"),
  (
    "coderpad.pads.get", #"{"id": {"a": 1}}"#, "`id` of coderpad.pads.get is an id, not an object",
    "an id is a string or a number, such as `.id` of a response"
  ),
  (
    "coderpad.pads.get", #"{"id": true}"#, "`id` of coderpad.pads.get is an id, not a boolean",
    "an id is a string or a number, such as `.id` of a response"
  ),
  (
    "coderpad.pads.create", #"{"title": null}"#, "`title` of coderpad.pads.create must not be null",
    "leave it out instead"
  ),
  (
    "coderpad.pads.create", #"{"contents": "a", "question_id": 4}"#,
    "`contents` and `question_id` of coderpad.pads.create exclude each other", "leave one of them out"
  ),
  (
    "coderpad.pads.create", #"{"private": "yes"}"#, "`private` of coderpad.pads.create is a boolean, not `yes`",
    "write `true` or `false`"
  ),
  (
    "coderpad.pads.create", #"{"user_email": "jane"}"#,
    "`user_email` of coderpad.pads.create is an email address, not `jane`",
    "write one address, such as \"jane@example.com\""
  ),
  (
    "coderpad.pads.list", #"{"sort": "created_at,DESC"}"#, "`sort` of coderpad.pads.list cannot be `created_at,DESC`",
    "did you mean `created_at,desc`?"
  ),
  (
    "coderpad.pads.list", #"{"page": 1.5}"#, "`page` of coderpad.pads.list is an integer, not a number",
    "write a whole number, such as `90`"
  ),
  (
    "coderpad.organization.stats", #"{"start_time": 1545318000}"#,
    "`start_time` of coderpad.organization.stats needs `end_time`, too", "such as `end_time: \"2015-12-15T00:31:52Z\"`"
  ),
  (
    "coderpad.organization.stats", #"{"start_time": "yesterday", "end_time": 1545318000}"#,
    "`start_time` of coderpad.organization.stats is a time, not `yesterday`",
    "write seconds since 1970 or a date such as \"2026-01-31T12:00:00Z\""
  ),
  (
    "tutrex.lessons.create", #"{"startTime": 1.5, "title": "a", "duration": 1}"#,
    "`startTime` of tutrex.lessons.create counts whole seconds, not 1.5", "use `floor`"
  ),
  (
    "tutrex.lessons.create", #"{"startTime": 1545318000, "title": "a", "duration": "long"}"#,
    "`duration` of tutrex.lessons.create is an integer, not `long`", "write a whole number, such as `90`"
  ),
  (
    "tutrex.lessons.create", #"{"startTime": 1545318000, "title": "a"}"#,
    "tutrex.lessons.create needs the parameter `duration`", "such as `duration: 90`"
  ),
  (
    "tutrex.lessons.update", #"{"lessonId": 1, "exitLink": "google"}"#,
    "`exitLink` of tutrex.lessons.update is a url, not `google`", "write all of it, such as `https://example.com/`"
  ),
  (
    "codementor.payouts.list", #"["2018-13"]"#, "`payout_month` of codementor.payouts.list cannot be `2018-13`",
    "in the format of YYYY-MM"
  ),
  (
    "coursepath.members.remove_from_group", #"{"memberId": 5}"#,
    "coursepath.members.remove_from_group needs the parameter `name`", #"such as `name: "Sales"`"#
  ),
  (
    "coursepath.members.remove_from_group", #"[5, ""]"#,
    "`name` of coursepath.members.remove_from_group must not be empty", "give one that exists"
  ),
  (
    "coursepath.members.invite", #"{"memberId": 5, "mail": {"subjet": "a"}}"#,
    "coursepath.members.invite has no parameter `mail[subjet]`", "did you mean `mail[subject]`?"
  ),
  (
    "coursepath.members.invite", #"{"memberId": 5, "mail": "a"}"#,
    "`mail` of coursepath.members.invite is an object, not `a`", "write `{name: value}`"
  ),
  (
    "coursepath.members.invite", #"{"memberId": 5, "mail[subject]": "a", "mail": {"subject": "b"}}"#,
    "`mail[subject]` of coursepath.members.invite is given twice", "leave one of them out"
  ),
  (
    "coursio.course.read", #"{"pageStart": "a"}"#, "`pageStart` of coursio.course.read is an integer, not `a`",
    "write a whole number, such as `90`"
  ),
]

@Suite struct BindingTests {
  @Test(arguments: mistakes.indices)
  func `An error in the arguments is reported before anything is sent`(index: Int) throws {
    let (method, text, message, hint) = mistakes[index]
    let names = method.split(separator: ".").map(String.init)
    let given = try Value.parse(text)
    let arguments: [(String?, Value)] =
      given.array?.map { (nil, $0) } ?? (given.object ?? [:]).map { ($0.key.string, $0.value) }
    let bench = Bench()
    let failure = bench.failure(names[0], names[1], names[2], arguments)
    #expect(failure?.kind == .usage)
    #expect(failure?.message == message)
    #expect(failure?.hint == hint)
    #expect(failure?.provider == names[0])
    #expect(failure?.source?.name == "test")
    #expect(failure?.range != nil)
    #expect(bench.server.requests.isEmpty)
    #expect(bench.log.count == 0)
  }

  @Test func `An error points at its argument, or at the call if an argument is missing`() {
    let bench = Bench()
    #expect(bench.failure("coderpad", "pads", "get", [("ix", "a")])?.range == .init(5, 9))
    #expect(bench.failure("coderpad", "pads", "get")?.range == .init(0, 9))
  }

  @Test func `An argument with several outputs makes a call for each, the first argument in the outermost loop`() throws
  {
    let bench = Bench()
    try bench.run("coderpad.pads.update((\"a\", \"b\"), title: (\"x\", \"y\"))")
    #expect(bench.server.requests.map { $0.path.last ?? "" } == ["a", "a", "b", "b"])
  }

  @Test(arguments: [
    ("1545318000", "1545318000"), (#""1545318000""#, "1545318000"), (#""2018-12-20T15:00:00Z""#, "1545318000"),
    (#""2018-12-20T16:00:00+01:00""#, "1545318000"), (#""2018-12-20""#, "1545264000"),
    (#""2018-12-20T15:00:00.000Z""#, "1545318000"), (#""1969-12-31T23:59:59Z""#, "-1"),
  ])
  func `A time is converted to Unix seconds if the provider uses them`(given: String, sent: String) throws {
    let bench = Bench(FakeServer(json: #"{"status":"success","body":{}}"#))
    try bench.run("tutrex.lessons.update(1, startTime: \(given))")
    #expect(bench.last.hasSuffix(#" {"startTime":\#(sent)}"#))
  }
}
