import Diagnostics
import Query

/// The names that a line binds and uses.
struct UsedNames {
  var defined: Set<String> = []
  var used: Set<String> = []
  /// Whether it imports definitions from a module.
  var imports = false

  init(_ text: String) {
    var lexer = Lexer(SourceText(name: "", text: text), dialect: .eduscript)
    var before: String?
    while true {
      let token = lexer.next()
      if token.kind == .endOfFile { return }
      if before == "let", let word = token.word { defined.insert("$" + word) }
      if before == "def", let word = token.word { defined.insert(word) }
      if token.kind == .binding { used.insert("$" + token.name) }
      if token.kind == .identifier { used.insert(token.name) }
      if token.kind == .import || token.kind == .include { imports = true }
      before = token.word
    }
  }

  /// The variables that it uses, without `$`.
  var variables: Set<String> { Set(used.filter { $0.hasPrefix("$") }.map { String($0.dropFirst()) }) }
}
