import Diagnostics
import HTTP
import Query

/// A script of exchanges that runs: the lines that sent them, what stood between, and the definitions these need.
struct SessionScript {
  private let all: [SessionLines.Line]
  private var text = ["#!/usr/bin/env -S edush run"]
  private var provider: Account?

  init(_ lines: [SessionLines.Line], _ exchanges: [Exchange]) {
    all = lines
    let wanted = Set(exchanges.map(\.id))
    let senders = lines.indices.filter { lines[$0].exchanges.contains { wanted.contains($0) } }
    guard let first = senders.first, let last = senders.last else {
      addCalls(exchanges)
      return
    }
    for index in definitions(before: first, of: Array(lines[first...last])) { add(lines[index]) }
    for line in lines[first...last] { add(line) }
  }

  /// Statements and comments, whole lines each.
  var pieces: [String] { text }

  var contents: String { text.joined(separator: "\n") + "\n" }

  private mutating func add(_ line: SessionLines.Line) {
    if let wanted = line.provider, wanted != provider, !line.isComment {
      text.append("use \(wanted)")
      provider = wanted
    }
    text.append(line.text)
  }

  /// What a `run` or the start script sent: the calls alone, with the account that they were made under.
  private mutating func addCalls(_ exchanges: [Exchange]) {
    for exchange in exchanges {
      guard let call = exchange.call else { continue }
      let isQualified =
        call.hasPrefix(exchange.provider + ".") || call.hasPrefix(exchange.provider + "@")
      let line = isQualified ? call : "\(exchange.account).\(call)"
      if text.last != line { text.append(line) }
    }
  }

  /// The lines before one that bind what others use, in order.
  private func definitions(before first: Int, of lines: [SessionLines.Line]) -> [Int] {
    var wanted = lines.reduce(into: Set<String>()) { $0.formUnion(UsedNames($1.text).used) }
    var found: [Int] = []
    for index in all[..<first].indices.reversed() where !all[index].isComment {
      let names = UsedNames(all[index].text)
      guard !wanted.isDisjoint(with: names.defined) || names.imports else { continue }
      found.append(index)
      wanted.subtract(names.defined)
      wanted.formUnion(names.used)
    }
    return found.reversed()
  }
}

/// The names that a line binds, and all that it mentions.
private struct UsedNames {
  var defined: Set<String> = []
  var used: Set<String> = []
  /// Whether it brings the definitions of a module.
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
}
