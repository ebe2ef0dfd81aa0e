import Testing

@testable import Script

struct ShellEscapeTests {
  @Test(arguments: [
    ("!ls -l", nil, "ls -l"), ("  ! ls", nil, "ls"), (". | !less", ". ", "less"),
    ("a | b |! grep 'x | y'", "a | b ", "grep 'x | y'"),
    ("\"| !x\" | !cat", "\"| !x\" ", "cat"), ("!", nil, ""),
  ]) func `An exclamation mark before a line or after a pipe starts a command`(
    line: String, expression: String?, command: String
  ) {
    let escape = ShellEscape(of: line)
    #expect(escape?.expression == expression && escape?.command == command, "\(String(describing: escape))")
  }

  @Test(arguments: ["1 != 2", "\"!ls\"", "[. | !x]", "a !b", "# !ls", ""])
  func `Anywhere else it does not`(line: String) {
    #expect(ShellEscape(of: line) == nil)
  }
}
