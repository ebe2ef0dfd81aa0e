import Diagnostics
import JSON
import Query
import Testing

@Suite("Definitions around a program") struct SurroundingsTests {
  private func definition(_ text: String, seeing variables: Int) throws -> CompiledDefinition {
    let source = SourceText(name: "around", text: text)
    var parser = Parser(source, dialect: .eduscript)
    let definition = try #require(parser.parseProgram().definitions.first)
    return CompiledDefinition(definition, source: source, visibleVariables: variables)
  }

  private func outputs(_ program: String, _ functions: [CompiledDefinition]) throws -> [String] {
    let environment = CompileEnvironment(variables: ["a", "b"], functions: functions)
    return try Filter(parsing: program, environment: environment).outputs(.null, variables: [1, 2]).map(\.description)
  }

  @Test("see only the variables before them", arguments: [(1, nil), (2, "3"), (99, "3"), (-1, nil)])
  func variables(_ seen: Int, _ expected: String?) throws {
    let functions = [try definition("def f: $a + $b;", seeing: seen)]
    guard let expected else {
      #expect(throws: Diagnostics.self) { _ = try outputs("f", functions) }
      return
    }
    #expect(try outputs("f", functions) == [expected])
  }

  @Test("see only the definitions before them")
  func functions() throws {
    let (one, two) = (try definition("def f: 1;", seeing: 0), try definition("def g: f + 1;", seeing: 0))
    #expect(try outputs("g", [one, two]) == ["2"])
    #expect(throws: Diagnostics.self) { _ = try outputs("g", [two, one]) }
  }
}
