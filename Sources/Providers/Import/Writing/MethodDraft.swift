import HTTP
import JSON
import Query

/// A method of a generated manifest.
struct MethodDraft {
  let operation: ImportedOperation
  let facts: AnswerFacts
  private let draft: ManifestDraft
  private let answer: ManifestText?

  init(_ draft: ManifestDraft, _ index: Int) {
    self.draft = draft
    operation = draft.operations[index]
    facts = draft.facts[index]
    let shape = draft.facts[index].item.map { AnswerText.text(of: $0, draft.description) }
    answer = shape.flatMap { $0 == .string("any") ? nil : $0 }
  }

  /// Counts the parts that other methods may share.
  func count(_ texts: SharedTexts) {
    for parameter in operation.parameters { texts.count(parameter.text, named: parameter.name) }
    if let answer { texts.count(answer, named: answerName) }
  }

  private var answerName: String {
    facts.item.map { draft.description.schema($0).name ?? Words.singular(operation.resource) } ?? "answer"
  }

  func text(_ texts: SharedTexts) -> ManifestText {
    let risk = RiskGuess(operation)
    let usual = RaiseGuess(operation, above: risk.risk).usual
    var members = [
      ManifestMember("verb", .string(operation.verb)), ManifestMember("path", .string(pathText)),
      ManifestMember("risk", .string((usual?.risk ?? risk.risk).rawValue)),
    ]
    if let usual {
      let why = "`\(usual.parameter)`, which is \(usual.equals.json()) by default"
      note("the class of \(operation.qualifiedName) is \(usual.risk.rawValue), by \(why)")
      members[2].comment = "Guessed from \(why)."
    } else if let word = risk.word {
      let place = risk.isSummary ? "summary" : Words.of(operation.name).contains(word) ? "name" : "path or id"
      note("the class of \(operation.qualifiedName) is \(risk.risk.rawValue), since its \(place) says `\(word)`")
      members[2].comment = "Guessed from `\(word)` in its \(place)."
    }
    if isList { members.append(ManifestMember("list", .value(true))) }
    members += raises(above: usual?.risk ?? risk.risk)
    let summary = Prose.sentence((operation.isDeprecated ? "Deprecated: " : "") + operation.summary)
    if !summary.isEmpty { members.append(ManifestMember("summary", .string(summary))) }
    members += body(texts) + pages + payload + probe
    if let answer {
      let shape = texts.text(answer, named: answerName)
      members.append(ManifestMember("answer", facts.isArray ? .array([shape]) : shape))
    }
    return .object(members, .filled)
  }

  private func raises(above risk: Risk) -> [ManifestMember] {
    let guess = RaiseGuess(operation, above: risk)
    for raise in guess.raises {
      note("\(operation.qualifiedName) is \(raise.risk.rawValue) with `\(raise.parameter): \(raise.equals.json())`")
    }
    let comment = "Guessed from the words of its parameters."
    return guess.raises.isEmpty ? [] : [ManifestMember("raises", guess.text, comment: comment)]
  }

  private var isList: Bool { facts.isList || operation.name == "list" && operation.verb == "GET" }

  private var pathText: String {
    operation.path.map { "/" + $0.template }.joined() + (operation.endsInSlash ? "/" : "")
  }

  private func body(_ texts: SharedTexts) -> [ManifestMember] {
    var members: [ManifestMember] = []
    if let encoding = operation.encoding, encoding != draft.encoding {
      members.append(ManifestMember("body", .string(encoding.rawValue)))
    }
    if let type = operation.contentType { members.append(ManifestMember("content_type", .string(type))) }
    if let whole = operation.whole { members.append(ManifestMember("whole", .string(whole))) }
    if !operation.parameters.isEmpty {
      let parameters = ordered.map { ManifestMember($0.name, texts.text($0.text, named: $0.name)) }
      members.append(ManifestMember("parameters", .object(parameters, .lines)))
    }
    if operation.takesOthers {
      members.append(ManifestMember("others", .object([ManifestMember("in", .string("body"))], .filled)))
    }
    return members
  }

  /// The parameters: those of the path in path order, then required ones, then the rest.
  private var ordered: [ImportedParameter] {
    func rank(_ parameter: ImportedParameter) -> Int {
      if parameter.place == .path, let place = operation.path.flatMap(\.parameters).firstIndex(of: parameter.name) {
        return place
      }
      return parameter.isRequired ? 1000 : 1001
    }
    let ranked = operation.parameters.enumerated().map { (rank($1), $0, $1) }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  private var pages: [ManifestMember] {
    guard isList, let guess = PagingGuess(operation, facts) else { return [] }
    if guess.isUnknown {
      let message = "the pages of \(operation.qualifiedName), which has \(guess.reason): `each` returns only the first"
      draft.description.notes.omit(message, operation.range)
    } else {
      note("\(operation.qualifiedName) has pages, by \(guess.reason)")
    }
    let members = guess.members.map { ManifestMember($0.name, $0.value) }
    return [ManifestMember("pagination", .object(members, .filled), comment: "Guessed from \(guess.reason).")]
  }

  private var payload: [ManifestMember] {
    guard !facts.payload.isEmpty else { return [] }
    note("\(operation.qualifiedName) outputs `\(facts.payload.joined(separator: "."))` of the response")
    return [
      ManifestMember("payload", .string(facts.payload.filter), comment: "Guessed from the form of the response.")
    ]
  }

  private var probe: [ManifestMember] {
    guard let index = draft.reads[operation.pathText],
      let guess = ProbeGuess(operation, draft.operations[index], draft.facts[index], draft.description)
    else { return [] }
    note("after a lost response, \(guess.method) shows whether \(operation.qualifiedName) was done")
    let probe = guess.members.map { ManifestMember($0.name, .string($0.value)) }
    let reads = guess.reads.map { ManifestMember("reads", .string($0), comment: "Guessed from its path.") }
    let comment = "Guessed from \(guess.method)."
    return [reads, ManifestMember("probe", .object(probe, .filled), comment: comment)].compactMap(\.self)
  }

  private func note(_ message: String) { draft.description.notes.guess(message, operation.range) }
}

extension ImportedParameter {
  /// The parameter as part of a manifest.
  var text: ManifestText {
    var members = [ManifestMember("in", .string(place.rawValue))]
    if type != "any" { members.append(ManifestMember("type", .string(type))) }
    if isUnixTime { members.append(ManifestMember("encoding", .string("unix"))) }
    if let arrays { members.append(ManifestMember("arrays", .string(arrays.rawValue))) }
    if isNullable, place == .body, type != "any" { members.append(ManifestMember("nullable", .value(true))) }
    if isRequired, place != .path { members.append(ManifestMember("required", .value(true))) }
    if !choices.isEmpty { members.append(ManifestMember("choices", .array(choices.map { .string($0) }))) }
    // Omit values that the provider itself would refuse.
    if let defaultValue, isGivable(defaultValue) { members.append(ManifestMember("default", .value(defaultValue))) }
    if let example, isGivable(example) { members.append(ManifestMember("examples", .array([.value(example)]))) }
    if let kind { members.append(ManifestMember("kind", .string(kind))) }
    let summary = Prose.sentence(self.summary)
    if !summary.isEmpty { members.append(ManifestMember("summary", .string(summary))) }
    return .object(members, .filled)
  }

  private func isGivable(_ value: Value) -> Bool {
    let encoding: TimeEncoding = isUnixTime ? .unix : .iso8601
    let parameter = Parameter(
      name: name, place: place, under: nil, type: ParameterType(type, encoding: encoding) ?? .any,
      isRequired: isRequired, isNonempty: place == .path,
      isNullable: isNullable, choices: choices, examples: [], defaultValue: nil,
      minimum: nil, pattern: nil, arrays: .brackets, excludes: [], requires: [], kind: nil, refers: nil, summary: "")
    return (try? parameter.convert(value)) != nil
  }
}
