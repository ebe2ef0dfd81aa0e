public import Diagnostics
public import JSON

/// Formats diagnostics for `edush check --format json`: an array of objects `{file, line, column, endLine, endColumn,
/// severity, code, message, hint}`. Lines and columns count from 1, columns in Unicode scalars; the end is exclusive.
/// Missing values are null.
public func json(of diagnostics: [Diagnostic]) -> Value {
  Value(diagnostics.map(json(of:)))
}

/// Formats a diagnostic as an object of ``json(of:)-([Diagnostic])``.
public func json(of diagnostic: Diagnostic) -> Value {
  let source = diagnostic.source
  let start = diagnostic.range.flatMap { source?.position(at: $0.lower) }
  let end = diagnostic.range.flatMap { source?.position(at: $0.upper) }
  let members: [(Text, Value)] = [
    ("file", text(source?.name)),
    ("line", number(start?.line)),
    ("column", number(start?.column)),
    ("endLine", number(end?.line)),
    ("endColumn", number(end?.column)),
    ("severity", text(diagnostic.severity.rawValue)),
    ("code", text(diagnostic.code)),
    ("message", text(diagnostic.message)),
    ("hint", text(diagnostic.hint)),
  ]
  return Value(Object(members))
}

private func text(_ string: String?) -> Value {
  string.map { Value($0) } ?? .null
}

private func number(_ int: Int?) -> Value {
  int.map { Value($0) } ?? .null
}
