/// Commands of other programs, with their equivalents here.
enum ForeignCommand {
  /// Works like `quit`, unless something with that name is defined.
  static let exit = "exit"

  private static let leaving: Set = ["bye", "q", "logoff"]
  private static let shell: Set = [
    "awk", "bat", "cat", "chmod", "column", "cp", "curl", "cut", "date", "du", "echo", "egrep", "find", "fzf", "git",
    "grep", "gzip", "head", "jless", "jq", "less", "ls", "man", "mkdir", "more", "mv", "nano", "open", "pbcopy", "perl",
    "ps", "pwd", "python3", "rg", "rm", "sed", "sort", "sudo", "tail", "tee", "touch", "tr", "uniq", "vi", "vim", "wc",
    "which", "whoami", "xargs", "xclip", "xsel",
  ]
  private static let program: Set = ["check", "cassette", "doctor", "fmt", "jq", "lsp", "plan", "runs", "sandbox"]
  private static let verbs: Set = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"]

  /// Whether a word is a well-known program of the system.
  static func isProgram(_ word: String) -> Bool { shell.contains(word) }

  /// The hint for a line; nil if the line is not a command of another program.
  ///
  /// - Parameter provider: the provider in use.
  static func hint(_ line: String, provider: String?) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let word = words.first else { return nil }
    if leaving.contains(word) { return words.count == 1 ? "did you mean `quit`? Ctrl-D leaves, too" : nil }
    if word == exit {
      let isWord = words.count > 1 && words[1].allSatisfy { $0.isLetter || $0.isNumber }
      return isWord ? "`exit` alone leaves, `stop 3` leaves with a status" : nil
    }
    if verbs.contains(word.uppercased()), words.count > 1, words[1].hasPrefix("/") || words[1].hasPrefix("http") {
      return "`\(provider ?? "coderpad").request(\"\(word.uppercased())\", \"\(words[1])\")` sends a request"
    }
    // `sort` and `head` are functions, and a word followed by an operator is an expression.
    guard words.count == 1 || !["|", "(", ".", "=", "+", "//", ","].contains(words[1]) else { return nil }
    if word == "cd" { return words.count < 3 ? "start edush in the folder; `!pwd` shows the one it works in" : nil }
    if word == "clear" || word == "cls" { return words.count == 1 ? "Ctrl-L clears the screen" : nil }
    if program.contains(word) { return "`!edush \(line)` runs it" }
    return shell.contains(word) ? "`!\(line)` runs a command of the shell" : nil
  }
}
