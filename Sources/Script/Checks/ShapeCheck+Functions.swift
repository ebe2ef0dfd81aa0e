import Diagnostics
import JSON
import Query

// Builtins: their inputs and results, and the conditions among their arguments.

extension ShapeCheck {
  mutating func builtin(_ name: Name, _ arguments: [Expression], on input: Known?) -> Known? {
    switch (name.text, arguments.count) {
    case ("each", 1):
      checkPageSize(of: arguments[0])
      return outputs(arguments[0], on: input)?.element
    case ("first", 1): return bounded { $0.outputs(arguments[0], on: input) }
    case ("pages", 1), ("last", 1): return outputs(arguments[0], on: input)
    case ("limit", 2):
      visit(arguments[0], on: input)
      return bounded { $0.outputs(arguments[1], on: input) }
    case ("skip", 2):
      visit(arguments[0], on: input)
      return outputs(arguments[1], on: input)
    case ("select", 1):
      condition(arguments[0], of: .choice, on: input)
      return input
    case ("map", 1): return outputs(arguments[0], on: input?.element)?.array
    case ("sort_by", 1), ("unique_by", 1):
      deciding(true) { $0.visit(arguments[0], on: input?.element) }
      return input
    case ("min_by", 1), ("max_by", 1):
      deciding(true) { $0.visit(arguments[0], on: input?.element) }
      return input?.element
    case ("group_by", 1):
      deciding(true) { $0.visit(arguments[0], on: input?.element) }
      return input?.array
    case ("any", 1), ("all", 1):
      condition(arguments[0], of: .choice, on: input?.element)
      return Known(.boolean)
    case ("any", 2), ("all", 2):
      let known = deciding(false) { $0.outputs(arguments[0], on: input) }
      condition(arguments[1], of: .choice, on: known)
      return Known(.boolean)
    case ("until", 2), ("while", 2):
      condition(arguments[0], of: .decision, on: nil)
      visit(arguments[1], on: nil)
      return nil
    case ("del", 1):
      visit(arguments[0], on: input)
      return input?.with(input?.shape ?? .any)
    case ("first", 0), ("last", 0): return input?.element
    case ("sort", 0), ("unique", 0), ("reverse", 0): return input
    case ("IN", 1):
      let known = outputs(arguments[0], on: input)
      compare(.equal, (input, "."), (known, source[arguments[0].range]), at: arguments[0].range)
      return Known(.boolean)
    case ("index", 1), ("rindex", 1), ("indices", 1):
      let known = outputs(arguments[0], on: input)
      if case .array? = input?.shape {
        compare(.equal, (input?.element, ".[]"), (known, source[arguments[0].range]), at: arguments[0].range)
      }
      return nil
    case ("contains", 1), ("startswith", 1), ("endswith", 1), ("test", 1), ("test", 2):
      return search(name, arguments, on: input)
    case ("has", 1):
      visit(arguments[0], on: input)
      if let name = arguments[0].constant?.string { _ = field(name, of: input, at: arguments[0].range) }
      return Known(.boolean)
    case ("read_csv", 1), ("read_csv", 2): return rows(arguments, on: input)
    case ("read_text", 1), ("env", 0), ("input", 0): return nil
    default: return result(of: name, arguments, on: input)
    }
  }

  private mutating func result(of name: Name, _ arguments: [Expression], on input: Known?) -> Known? {
    for one in arguments { deciding(false) { $0.visit(one, on: nil) } }
    if BuiltinResult.isTime(name.text, arguments.count) { return Known(.number, .time) }
    guard let shape = BuiltinResult.shape(of: name.text, arguments.count) else { return nil }
    var known = Known(shape)
    guard BuiltinResult.keepsEmptiness(name.text, arguments.count) else { return known }
    known.mayBeEmpty = input?.mayBeEmpty ?? false
    known.isGuess = input?.isGuess ?? false
    if input?.origin == .cell { known.origin = .cell }
    return known
  }

  /// A row of a CSV file is an object of strings, except for columns with a type.
  private mutating func rows(_ arguments: [Expression], on input: Known?) -> Known? {
    let known = arguments.map { outputs($0, on: input) }
    guard arguments.count == 1 || known[1]?.constant != nil else { return nil }
    let options = known.dropFirst().first??.constant?.object ?? [:]
    if options["header"] == false { return Known(.array(.string), .cell) }
    let types = (options["types"]?.object ?? [:]).map { (name, type) -> (String, Shape) in
      switch type.string {
      case "number": (name.string, .number)
      case "bool": (name.string, .boolean)
      default: (name.string, .string)
      }
    }
    let path = known[0]?.constant?.string
    let columns = path.flatMap { environment?.columns(ofCSV: $0, options: .object(options)) }
    let row = CSVRow(file: path ?? "the file", types: Dictionary(types) { $1 }, columns: columns)
    var rows = Known(.object([]), .row(row))
    rows.mayBeEmpty = true
    return rows
  }

  /// Searching for an empty string matches everything.
  private mutating func search(_ name: Name, _ arguments: [Expression], on input: Known?) -> Known {
    let known = arguments.map { outputs($0, on: input) }
    guard known[0]?.mayBeEmpty ?? false, known[0]?.shape == .string, isCondition || known[0]?.constant == nil else {
      return Known(.boolean)
    }
    let text = source[arguments[0].range]
    report(
      .danger, "empty-search",
      known[0]?.constant == nil
        ? "`\(text)` may be empty, and every text \(name.text.finding) an empty one"
        : "every text \(name.text.finding) an empty one",
      hint: known[0]?.constant == nil
        ? "check it first: `assert \(text) != \"\"`" : "write the text to look for",
      at: arguments[0].range)
    return Known(.boolean)
  }

  /// Whether an interpolated string may be empty, or a pattern that matches everything.
  func isEmptiable(_ template: StringTemplate, _ parts: [Known?]) -> Bool {
    guard !parts.isEmpty, parts.allSatisfy({ $0?.mayBeEmpty ?? false }) else { return false }
    let rest = template.parts.compactMap { part -> String? in
      if case .text(let text) = part { text.string } else { nil }
    }
    return rest.joined().allSatisfy { "^$.*".contains($0) }
  }
}

extension String {
  /// The verb for a search in messages: `contains`, `starts with`.
  fileprivate var finding: String {
    switch self {
    case "startswith": "starts with"
    case "endswith": "ends with"
    case "test": "matches"
    default: "contains"
    }
  }
}
