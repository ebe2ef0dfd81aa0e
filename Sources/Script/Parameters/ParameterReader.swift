import Diagnostics
import JSON
import Query

/// Reads a script's parameters from its arguments, from `EDUSH_PARAM_…`, or from the user.
struct ParameterReader {
  let parameters: [Parameter]
  let environment: any ParameterSource
  let source: SourceText
  /// Values that rank after the arguments and before all other sources.
  private let known: [String: Value]

  init(_ script: Script, given known: [String: Value] = [:], environment: any ParameterSource) {
    parameters = script.parameters
    source = script.source
    self.known = known
    self.environment = environment
  }

  /// Reads the parameters. If all given values are valid, the user is asked for missing ones. Throws all faults at
  /// once. `kind` returns the type of a parameter without a declared type.
  func read(
    _ arguments: [String], kind: (Parameter) throws(Failure) -> Parameter.Kind
  ) throws(Interruption) -> [String: Value] {
    var values: [String: Value] = [:]
    var missing: [Parameter] = []
    var faults: [Failure] = []
    var input = StandardInput(user: source.name == "-" ? "the script" : nil)
    do throws(Failure) {
      let given = try words(arguments)
      for parameter in parameters {
        do throws(Failure) {
          if given[parameter.name.text] == nil, let value = known[parameter.name.text] {
            values[parameter.name.text] = value
            continue
          }
          guard let word = given[parameter.name.text] ?? fromEnvironment(parameter) else {
            if parameter.defaultValue == nil { missing.append(parameter) }
            continue
          }
          values[parameter.name.text] = try value(
            of: word, for: parameter, kind: try kind(parameter), &input)
        } catch { faults.append(error) }
      }
      if faults.isEmpty { try ask(for: &missing, &values, kind) }
    } catch { faults.append(error) }
    if environment.isCancelled { throw Interruption.cancelled }
    faults += missing.map(self.missing)
    guard faults.isEmpty else { throw Interruption.failures(faults) }
    return values
  }

  /// Reads values passed by another script: strings are parsed as on the command line, other values are used as they
  /// are.
  func read(
    values given: [String: Value], kind: (Parameter) throws(Failure) -> Parameter.Kind
  ) throws(Interruption) -> [String: Value] {
    var values: [String: Value] = [:]
    var faults: [Failure] = []
    var input = StandardInput()
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      do throws(Failure) {
        let parameter = try parameter(named: name)
        let kind = try kind(parameter)
        if kind == .secret, let text = value.string { environment.keepSecret(text) }
        values[parameter.name.text] =
          try value.string.map { (text) throws(Failure) in
            try self.value(of: .text(text), for: parameter, kind: kind, &input)
          }
          ?? value
      } catch { faults.append(error) }
    }
    faults += parameters.filter { values[$0.name.text] == nil && $0.defaultValue == nil }.map(missing)
    guard faults.isEmpty else { throw Interruption.failures(faults) }
    return values
  }

  /// Asks for missing values until the user stops answering.
  private func ask(
    for missing: inout [Parameter], _ values: inout [String: Value],
    _ kind: (Parameter) throws(Failure) -> Parameter.Kind
  ) throws(Failure) {
    while let parameter = missing.first, let value = try ask(for: parameter, kind: try kind(parameter)) {
      values[parameter.name.text] = value
      missing.removeFirst()
    }
  }

  /// Asks for a value, up to three times if it is invalid; nil without an answer.
  private func ask(for parameter: Parameter, kind: Parameter.Kind) throws(Failure) -> Value? {
    var input = StandardInput()
    for attempt in 1... {
      guard let answer = environment.ask(parameter) else { return nil }
      do throws(Failure) {
        return try value(of: .text(answer), for: parameter, kind: kind, &input)
      } catch {
        guard attempt < 3 else { throw error }
        environment.output(.diagnostic(error.diagnostic()))
      }
    }
    return nil
  }

  /// A value before parsing.
  private enum Word {
    case flag
    /// After `--name`: `@file` and `-` refer to text elsewhere.
    case argument(String)
    /// From the environment or the user, used literally.
    case text(String)
  }

  private func fromEnvironment(_ parameter: Parameter) -> Word? {
    let name = parameter.name.text
    return (environment.variable("EDUSH_PARAM_\(name)") ?? environment.variable("EDUSH_PARAM_\(name.uppercased())"))
      .map { .text($0) }
  }

  private func missing(_ parameter: Parameter) -> Failure {
    Failure(
      .usage, "the parameter `--\(parameter.name.text)` is missing",
      hint: "give it as `--\(parameter.name.text) …`" + (parameter.help.map { ": \($0)" } ?? ""), source: source,
      range: parameter.range)
  }
}

// MARK: Command line

extension ParameterReader {
  private func words(_ arguments: [String]) throws(Failure) -> [String: Word] {
    var given: [String: Word] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        throw Failure(.usage, "unexpected argument `\(argument)`", hint: optionHint(argument) ?? usageHint)
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let parameter = try parameter(named: String(parts.first ?? ""))
      guard given[parameter.name.text] == nil else {
        throw Failure(.usage, "`--\(parameter.name.text)` is given twice")
      }
      if parts.count == 2 {
        given[parameter.name.text] = .argument(String(parts[1]))
      } else if isFlag(parameter) {
        let word = rest.first.flatMap { Bool($0) == nil ? nil : $0 }
        given[parameter.name.text] = word.map { .argument($0) } ?? .flag
        if word != nil { rest.removeFirst() }
      } else if let value = rest.popFirst() {
        given[parameter.name.text] = .argument(value)
      } else {
        throw Failure(.usage, "`--\(parameter.name.text)` needs a value", hint: parameter.help)
      }
    }
    return given
  }

  private func optionHint(_ word: String) -> String? {
    environment.isOption(word) ? "`\(word)` is an option of edush: put it before `\(source.name)`" : nil
  }

  private var usageHint: String {
    parameters.isEmpty
      ? "it has no parameters" : "it takes " + parameters.map { "--" + $0.name.text }.joined(separator: ", ")
  }

  private func isFlag(_ parameter: Parameter) -> Bool {
    if let kind = parameter.kind { return kind == .bool }
    return parameter.defaultValue?.constant?.bool != nil
  }

  private func parameter(named name: String) throws(Failure) -> Parameter {
    let names = parameters.map(\.name.text)
    let wanted = name.replacing("-", with: "_")
    if let parameter = parameters.first(where: { $0.name.text == name || $0.name.text == wanted }) { return parameter }
    let near = names.nearest(to: name).map { "did you mean `--\($0)`?" }
    throw Failure(
      .usage, "the script has no parameter `--\(name)`", hint: optionHint("--" + name) ?? near ?? usageHint)
  }

  private func value(
    of word: Word, for parameter: Parameter, kind: Parameter.Kind, _ input: inout StandardInput
  ) throws(Failure) -> Value {
    let content: String
    switch word {
    case .flag: return .bool(true)
    case .text(let text): content = text
    case .argument(let text): content = kind == .path ? text : try self.content(of: text, for: parameter, &input)
    }
    if kind == .secret { environment.keepSecret(content) }
    guard !content.isEmpty || kind != .string || parameter.mayBeEmpty else {
      throw Failure(
        .usage, "`--\(parameter.name.text)` is empty", hint: "a default of \"\" in the script would allow it",
        source: source, range: parameter.range)
    }
    guard let value = ParameterConversion.value(of: content, as: kind) else {
      let shown = kind == .secret ? "the value" : "`\(content.prefix(80))`"
      throw Failure(
        .usage, "\(shown) is not \(ParameterConversion.noun(for: kind)) for `--\(parameter.name.text)`",
        hint: ParameterConversion.hint(for: kind), source: source, range: parameter.range)
    }
    return value
  }

  /// Resolves `@file` and `-`; `@@` stands for a literal `@`.
  private func content(
    of text: String, for parameter: Parameter, _ input: inout StandardInput
  ) throws(Failure) -> String {
    if text.hasPrefix("@@") { return String(text.dropFirst()) }
    guard text == "-" || text.hasPrefix("@") && text.count > 1 else { return text }
    let path = text == "-" ? "-" : String(text.dropFirst())
    if path == "-" { try input.take(for: "`--\(parameter.name.text)`") }
    var content = try environment.read(path)
    if content.hasSuffix("\r\n") { content.removeLast() } else if content.hasSuffix("\n") { content.removeLast() }
    return content
  }
}

extension Parameter {
  /// Whether an empty string is a possible value: the default is empty or may be.
  fileprivate var mayBeEmpty: Bool {
    guard let defaultValue else { return false }
    return defaultValue.constant?.text?.isEmpty ?? (defaultValue.constant == nil)
  }
}

/// Standard input, which can be read only once.
private struct StandardInput {
  /// The parameter that has read it.
  var user: String?

  mutating func take(for user: String) throws(Failure) {
    if let first = self.user {
      throw Failure(
        .usage, "standard input is already read by \(first), and cannot also provide \(user)",
        hint: "`@file` reads a value from a file")
    }
    self.user = user
  }
}
