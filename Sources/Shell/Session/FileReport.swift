import JSON
import Query
import Script

/// Reports the files written by a line of the prompt.
struct FileReport {
  /// Nil if the line does not write a file.
  let text: String?

  init(_ script: Script) {
    let parts = script.statements.compactMap { statement -> String? in
      switch statement.kind {
      case .save(_, let path, _): path.constantText.map { "wrote \($0)" }
      case .append(_, let path, _): path.constantText.map { "added to \($0)" }
      default: nil
      }
    }
    text = parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Expression {
  /// The text of a string without interpolations.
  fileprivate var constantText: String? {
    guard case .string(let template) = kind, template.format == nil else { return nil }
    return template.constant?.string
  }
}
