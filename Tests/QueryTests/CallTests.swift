import Diagnostics
import JSON
import Query
import Testing

private struct SmallCatalog: Catalog {
  private let list = MethodSignature(
    provider: "pad", resource: "pads", name: "list",
    parameters: [
      ParameterSignature(name: "limit", kind: .integer),
      ParameterSignature(name: "sort", kind: .string, choices: ["up", "down"]),
      ParameterSignature(name: "page", kind: .integer, excludes: ["limit"]),
    ], isList: true)
  private let get = MethodSignature(
    provider: "pad", resource: "pads", name: "get",
    parameters: [ParameterSignature(name: "id", kind: .string, isRequired: true)], positional: ["id"])

  var providers: [String] { ["pad"] }
  func resources(of provider: String) -> [String] { ["pads"] }
  func methods(of provider: String, resource: String) -> [MethodSignature] { resource == "pads" ? [list, get] : [] }
  func method(of provider: String, resource: String?, name: String) -> MethodSignature? {
    methods(of: provider, resource: resource ?? "").first { $0.name == name }
  }
  func isOpen(_ provider: String) -> Bool { false }
}

/// Answers a call with its text; pages have 1, 2 and 3 items.
private final class EchoCaller: Caller, @unchecked Sendable {
  var pagesAsked = 0

  func call(_ call: Call) throws(Failure) -> Value {
    if call.arguments.first?.value == "bad" { throw Failure(.api, "no such pad", provider: call.provider, status: 404) }
    let arguments = call.arguments.map { "\($0.name.map { "\($0)=" } ?? "")\($0.value)" }.joined(separator: ",")
    return Value("\(call.provider)@\(call.account.profile ?? "").\(call.resource ?? "").\(call.method)(\(arguments))")
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator { Pages(self) }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    guard number != 99 else { throw Failure(.script, "there is no exchange 99") }
    return ["id": Value(number ?? 7)]
  }

  final class Pages: PageIterator {
    let caller: EchoCaller
    init(_ caller: EchoCaller) { self.caller = caller }
    func next() throws(Failure) -> [Value]? {
      guard caller.pagesAsked < 3 else { return nil }
      caller.pagesAsked += 1
      return (0..<caller.pagesAsked).map { Value(caller.pagesAsked * 10 + $0) }
    }
  }
}

@Suite struct Calls {
  private let environment = CompileEnvironment(
    catalog: SmallCatalog(), account: Account("pad", profile: "old"))

  private func outputs(_ program: String, _ caller: EchoCaller = EchoCaller()) throws -> [String] {
    let context = EvaluationContext.forTests
    context.caller = caller
    return try Filter(parsing: program, environment: environment).outputs("in", context: context).map(\.description)
  }

  private func findings(_ program: String) -> [Diagnostic] {
    do {
      _ = try Filter(parsing: program, environment: environment)
      return []
    } catch { return error.all }
  }

  @Test func `send the provider, profile, resource, method and arguments`() throws {
    #expect(try outputs(#"pad@new.pads.get("x")"#) == [#""pad@new.pads.get(\"x\")""#])
    #expect(try outputs("pads.list(limit: 2, sort: \"up\")") == [#""pad@old.pads.list(limit=2,sort=\"up\")""#])
    #expect(try outputs("pads.get(.)") == [#""pad@old.pads.get(\"in\")""#])
    // The bare provider name keeps the account in use; `default` is the unnamed one.
    #expect(try outputs("pad.pads.list") == [#""pad@old.pads.list()""#])
    #expect(try outputs("pad@default.pads.list") == [#""pad@.pads.list()""#])
  }

  @Test func `are made for every combination, the first argument in the outermost loop`() throws {
    let texts = try outputs("[pads.list(limit: (1, 2), sort: (\"up\", \"down\")) | .[18:25]]")
    #expect(texts == [#"["limit=1","limit=1","limit=2","limit=2"]"#])
  }

  @Test func `are shadowed by definitions and builtins of the same name`() throws {
    #expect(try outputs("def pads: {list: 5}; pads.list") == ["5"])
    #expect(try outputs("{a: {b: 1}} | first({list: 3}).list") == ["3"])
  }

  @Test func `request pages only for the items that are needed`() throws {
    let caller = EchoCaller()
    #expect(try outputs("first(each(pads.list) | select(. > 15))", caller) == ["20"])
    #expect(caller.pagesAsked == 2)
    #expect(try outputs("[pages(pads.list)]") == ["[[10],[20,21],[30,31,32]]"])
    #expect(try outputs("[each(pads.list(limit: 3))] | length") == ["6"])
  }

  @Test func `fail with an object that catch receives`() throws {
    #expect(try outputs("try pads.get(\"bad\") catch [.kind, .message, .status]") == [#"["api","no such pad",404]"#])
    #expect(throws: EvaluationError.self) { try outputs("pads.get(\"bad\")") }
    #expect(try outputs("try @99 catch .message") == [#""there is no exchange 99""#])
    #expect(try outputs("[@17, @last | .id]") == ["[17,7]"])
  }

  @Test(
    arguments: [
      ("pad.pds.list", "unknown-resource", "pds", "did you mean `pads`?"),
      ("pad.pads.lst", "unknown-method", "lst", "did you mean `list`?"),
      ("pda.pads.list", "unknown-provider", "pda", "did you mean `pad`?"),
      ("pads.list(limt: 2)", "unknown-parameter", "limt", "did you mean `limit`?"),
      ("pads.list(limit: \"x\")", "mistyped-parameter", "\"x\"", nil),
      ("pads.list(limit: null)", "null-parameter", "null", "leave it out instead"),
      ("pads.list(limit: 1, limit: 2)", "doubled-parameter", "limit", nil),
      ("pads.list(limit: 1, page: 2)", "exclusive-parameters", "page", nil),
      ("pads.list(sort: \"upp\")", "unknown-choice", "\"upp\"", "did you mean `up`?"),
      ("pads.list({limt: 1})", "unknown-parameter", "limt", "did you mean `limit`?"),
      ("pads.get", "missing-parameter", "pads.get", nil), ("pads.get()", "missing-parameter", "pads.get()", nil),
      ("pads.list(1)", "too-many-arguments", "1", "write `name: value`"),
      ("each(pads.get(\"x\"))", "not-a-list", "pads.get(\"x\")", nil),
      ("each(.a)", "not-a-call", ".a", nil), ("nme", "unknown-function", "nme", nil),
      ("$nme", "unknown-variable", "$nme", nil), ("map(.a; .b)", "unknown-function", "map", "`map` takes one argument"),
    ] as [(String, String, String, String?)])
  func `are checked before anything is sent`(program: String, code: String, text: String, hint: String?) throws {
    let found = findings(program)
    #expect(found.map(\.code) == [code], "\(found)")
    let first = try #require(found.first)
    let source = try #require(first.source)
    #expect(source[try #require(first.range)] == text)
    if let hint { #expect(first.hint == hint) }
  }

  @Test func `may have parameters that are known only at run time`() throws {
    #expect(findings("pads.get(.x)").isEmpty)
    #expect(findings("pads.list($__loc__)").isEmpty)
    #expect(findings("pads.list(limit: .n, sort: .s)").isEmpty)
    #expect(findings("pads.list(limit: \"90\")").isEmpty)
  }
}
