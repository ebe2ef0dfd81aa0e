import Diagnostics
import JSON
import Query

extension JQ {
  /// A compiled program with the values of its global variables.
  struct Command {
    var filter: Filter
    var variables: [Value]
    var modules: ModuleFinder

    /// Reads and compiles the program specified by the options.
    static func load(_ options: Options) -> Result<Command, Ending> {
      do throws(Ending) {
        let text = try programText(options)
        let modules = ModuleFinder(options)
        let globals = globals(options)
        let filter = try compile(
          SourceText(name: CompileReport.programName, text: text), globals.map(\.name), modules)
        return .success(Command(filter: filter, variables: globals.map(\.value), modules: modules))
      } catch {
        return .failure(error)
      }
    }

    private static func programText(_ options: Options) throws(Ending) -> String {
      let program = options.program ?? "."
      guard options.fromFile else { return program }
      do throws(FileError) {
        let bytes = try File.contents(program)
        guard !bytes.contains(0) else { throw FileError(message: "program file contains NUL bytes") }
        return String(decoding: bytes, as: UTF8.self)
      } catch {
        throw Ending(text: "jq: \(error.message)\n", status: 2)
      }
    }

    private static func globals(_ options: Options) -> [(name: String, value: Value)] {
      let arguments = Object([("positional", .array(options.positional)), ("named", .object(options.named))])
      var globals = options.named.map { (name: $0.key.string, value: $0.value) }
      globals.removeAll { ["ENV", "ARGS"].contains($0.name) }
      if options.named["JQ_BUILD_CONFIGURATION"] == nil {
        globals.append(("JQ_BUILD_CONFIGURATION", Value(JQ.buildConfiguration)))
      }
      return globals + [("ARGS", .object(arguments))]
    }

    private static func compile(
      _ source: SourceText, _ variables: [String], _ modules: ModuleFinder
    ) throws(Ending) -> Filter {
      var parser = Parser(source, dialect: .jq)
      var program = parser.parseProgram()
      if program.body == nil, program.diagnostics.isEmpty {
        throw Ending(text: "jq: error: Top-level program not given (try \".\")\njq: 1 compile error\n", status: 3)
      }
      program.imports = modules.startImports + program.imports
      do throws(Diagnostics) {
        return try Filter(
          program, environment: CompileEnvironment(variables: variables, modules: modules, dialect: .jq))
      } catch {
        throw Ending(text: CompileReport.text(error.all), status: 3)
      }
    }
  }
}
