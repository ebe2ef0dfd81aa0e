import JSON

extension Fault {
  /// A hint on how to fix it, derived from the values or from jq's message.
  var advice: String? {
    switch self {
    case .index(let value, let key): Fault.advice(indexing: value, with: key)
    case .iterate(let value):
      value.isNull
        ? "`. // []` treats a missing list as an empty one"
        : value.reading(or: "`.[]?` skips what has no elements")
    case .operand(_, let what), .text(let what): Fault.advice(for: what)
    case .operands(let left, let right, let what): Fault.advice(left, right, what)
    case .objectKey: "a key is a string: `tostring` makes one"
    case .pathResult, .pathElement, .pathIterate: "only a path can be changed, such as `.a`, `.[]` or `select(…)`"
    case .raised, .failure, .unwind, .halt, .cancelled, .limit: nil
    }
  }

  private static func advice(indexing value: Value, with key: Value) -> String {
    switch (value.kind, key.kind) {
    case (.array, .string):
      let field = key.string.map(name) ?? ".name"
      return "`.[]\(field)` or `map(\(field))` reads it from each element"
    case (.object, .number): return "an object has names: `.name`, or `.[]` for all its values"
    case (.string, .number), (.number, .number), (.true, .number), (.false, .number):
      return value.reading(
        or: "`?` after it skips values without that field; `first(expr)` takes the first of several outputs")
    default: return value.reading(or: "`?` after it skips values without that field")
    }
  }

  private static func name(_ key: String) -> String {
    let isPlain = key.utf8.first.map(Lexer.isNameStart) ?? false && key.utf8.allSatisfy(Lexer.isNamePart)
    return isPlain ? ".\(key)" : "[\(Value(key).json())]"
  }

  private static func advice(_ left: Value, _ right: Value, _ what: String) -> String? {
    if what.contains("zero") { return "`if $n == 0 then null else … end` decides what it is then" }
    let kinds = [left.kind, right.kind]
    if kinds.contains(.null) { return "`. // 0` replaces a missing number, `. // \"\"` a missing string" }
    if kinds.contains(.string) {
      return "`tostring` makes a string of a value, `tonumber` reads a number from a string"
    }
    if kinds.contains(.array), what.contains("added") { return "brackets make a list of a value: `… + [ … ]`" }
    return nil
  }

  /// Parts of jq's messages, and the hints for them.
  private static let known: [(part: String, advice: String)] = [
    ("cannot be parsed as a number", "`tonumber?` skips what is not a number"),
    ("has no keys", "`keys` is for objects and arrays"),
    ("cannot be matched, as it is not a string", "`tostring` makes a string of other values"),
    ("csv-formatted, only array", "put the cells into brackets: `[.a, .b] | @csv`"),
    ("tsv-formatted, only array", "put the cells into brackets: `[.a, .b] | @tsv`"),
    ("is not valid in a csv row", "`tojson` makes a cell of it"),
    ("can not be escaped for shell", "`tojson` makes a string of it"),
    ("requires parsed datetime inputs", "`fromdate` reads a string, `todate` expects seconds since 1970"),
    ("does not match format", "`strptime(\"%d.%m.%Y\") | mktime` reads other formats"),
    ("mktime requires", "`strptime(…)` and `gmtime` return what it expects"),
    ("error converting number of seconds", "dates count seconds; milliseconds are `. / 1000`"),
    ("Regex failure", "a mark that means itself has a backslash in front, as in \"\\\\(\""),
    ("(while parsing", "`fromjson?` skips what is not JSON"),
    ("must be specified as an array", "such as `[\"name\", 0]` or `path(.name[0])`"),
    ("explode input must be a string", "`tostring` makes a string of other values"),
    ("must be strings", "`tostring` makes a string of other values"),
    ("must be a string", "`tostring` makes a string of other values"),
    ("requires string inputs", "`tostring` makes a string of other values"),
    ("is not a string", "`tostring` makes a string of other values"),
    ("Range bounds must be numeric", "`tonumber` reads a number from a string"),
    ("has a number key", "keys of objects are strings: `has(\"0\")`"),
    ("has a string key", "`any(. == …)` looks for an element, `has(0)` for a place"),
    ("must not be negative", "count from 0 on"),
    ("negative count", "count from 0 on"),
    ("can only be assigned another array", "put it into brackets: `= [ … ]`"),
    ("Out of bounds negative array index", "the array has fewer elements; `.[-1:]` returns those it has"),
    ("no such file or directory", "a relative path starts from the folder edush runs in"),
    ("permission denied", "check its permissions: `ls -l`"),
    ("is a directory", "name a file in it"),
  ]

  private static func advice(for message: String) -> String? {
    known.first { message.contains($0.part) }?.advice
  }
}

extension Value {
  /// The hint for a string that contains JSON; otherwise `other`.
  fileprivate func reading(or other: String) -> String {
    guard let text = string, text.hasPrefix("{") || text.hasPrefix("[") else { return other }
    return "`fromjson` reads the JSON in a text"
  }
}
