import Foundation
import PseudoTerminal
import Testing

/// The highlighting and hints of the prompt's line while it is typed.
@Suite(.serialized)
struct PromptLineTests {
  let bench: PromptBench

  init() throws {
    bench = try PromptBench()
  }

  /// The style of a word in the lowest row that has it.
  private func style(of word: String, in terminal: PseudoTerminal) -> String? {
    let rows = terminal.rows
    guard let row = rows.lastIndex(where: { $0.contains(word) }), let place = rows[row].firstRange(of: word) else {
      return nil
    }
    let column = rows[row].distance(from: rows[row].startIndex, to: place.lowerBound)
    return terminal.snapshot.cell(row: row, column: column).style
  }

  private func shows(_ style: String, of word: String, in terminal: PseudoTerminal) -> Bool {
    terminal.wait { (_: ScreenEmulator) in self.style(of: word, in: terminal) == style }
  }

  @Test("An unknown name is marked once the cursor has left it, a name from the session is not")
  func marksUnknownNames() throws {
    let terminal = try bench.open()
    bench.type("let known = 1", into: terminal)
    terminal.send("coderpad.pads.nope")
    #expect(terminal.wait(for: "coderpad.pads.nope"))
    #expect(shows("0;36", of: "nope", in: terminal))
    terminal.send(" ")
    #expect(shows("0;4;31", of: "nope", in: terminal))
    terminal.send(.backspace)
    #expect(shows("0;36", of: "nope", in: terminal))
    terminal.send(.control("u"), "$known, $unknown |")
    #expect(terminal.wait(for: "$known, $unknown |"))
    #expect(shows("0;4;31", of: "$unknown", in: terminal))
    #expect(style(of: "$known", in: terminal) == "0;35")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    bench.type("let unknown = 2", into: terminal)
    terminal.send("$known, $unknown |")
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush> $known, $unknown |" }, "\(terminal.rows)")
    #expect(shows("0;35", of: "$unknown", in: terminal))
  }

  @Test("The call's signature is below the line, follows the cursor, and disappears with the call")
  func showsSignatures() throws {
    let terminal = try bench.open()
    terminal.send("coderpad.pads.update(")
    #expect(terminal.wait(for: "pads.update(id*, title, language, "), "\(terminal.rows)")
    #expect(terminal.wait(for: " · write"), "\(terminal.rows)")
    #expect(shows("0;1", of: "id*", in: terminal))
    terminal.send("\"X\", title: ")
    #expect(terminal.wait(for: "Defaults to \"Untitled Pad"), "\(terminal.rows)")
    #expect(shows("0;1", of: "title, ", in: terminal))
    terminal.send("\"x\")")
    #expect(terminal.wait { $0.last { !$0.isEmpty }?.hasPrefix("edush>") ?? false }, "\(terminal.rows)")
    terminal.send(.control("u"), "coderpad.pads.update(\"X\", ended: true, ti")
    #expect(terminal.wait(for: "destructive: cannot be undone"), "\(terminal.rows)")
    #expect(shows("0;1", of: "title, ", in: terminal))
    terminal.send(.control("u"), "coderpad.pads.delete(")
    #expect(terminal.wait(for: "pads.delete(id*)"), "\(terminal.rows)")
    #expect(terminal.wait(for: "destructive: cannot be undone"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    #expect(!terminal.rows.joined().contains("destructive"))
  }

  @Test("Functions of the session, of the line and of jq also have a signature")
  func showsFunctions() throws {
    let terminal = try bench.open()
    bench.type("def clamp(low; high): [low, ., high] | sort | .[1];", into: terminal)
    for (typed, strip) in [
      ("7 | clamp(1; ", "clamp(low; high)"), ("sub(\"a\"; ", "sub(re; str; flags)  Replaces the first match"),
      ("use coderpad; pads.get(", "pads.get(id*)"), ("def here($a): $a; here(", "here($a)"),
    ] {
      terminal.send(.control("u"), Keys(typed))
      #expect(terminal.wait { $0.last { !$0.isEmpty }?.hasPrefix(strip) ?? false }, "\(typed): \(terminal.rows)")
    }
  }

  @Test("It can be switched off and on again; a menu replaces it")
  func switchesSignatures() throws {
    let terminal = try bench.open()
    bench.type("set signature off", into: terminal)
    terminal.send("set signature", .enter)
    #expect(terminal.wait { $0.contains("signature is off: never") }, "\(terminal.rows)")
    #expect(bench.isReady(terminal))
    terminal.send("coderpad.pads.list(")
    #expect(terminal.wait { $0.last { !$0.isEmpty } == "edush> coderpad.pads.list(" }, "\(terminal.rows)")
    terminal.send(.control("u"))
    bench.type("set signature on", into: terminal)
    terminal.send("coderpad.pads.list(sort: ")
    #expect(terminal.wait(for: "pads.list(sort, "), "\(terminal.rows)")
    terminal.send(.tab)
    #expect(terminal.wait { !$0.joined().contains("pads.list(sort, ") }, "\(terminal.rows)")
  }

  @Test("The theme is set by the configuration or by `set`")
  func hasThemes() throws {
    try FileManager.default.createDirectory(at: bench.home, withIntermediateDirectories: true)
    try Data(#"{"theme": "light", "signature": "off"}"#.utf8).write(to: bench.home.appending(path: "config.json"))
    let terminal = try bench.open()
    terminal.send("[77, coderpad.pads.get(1)]")
    #expect(terminal.wait(for: "[77, coderpad.pads.get(1)]"))
    #expect(shows("0;38;5;94", of: "77", in: terminal))
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    for (theme, style) in [("dark", "0;33"), ("none", "")] {
      bench.type("set theme \(theme)", into: terminal)
      terminal.send("[88\(theme)]")
      #expect(terminal.wait(for: "[88\(theme)]"))
      #expect(shows(style, of: "88\(theme)", in: terminal), "\(theme)")
      terminal.send(.control("c"))
      #expect(bench.isReady(terminal))
    }
    terminal.send("set theme ", .tab)
    #expect(terminal.wait(for: "colours for a light background"), "\(terminal.rows)")
    terminal.send(.control("c"))
    #expect(bench.isReady(terminal))
    terminal.send("set theme pink", .enter)
    #expect(terminal.wait(for: "`theme` accepts dark, light, none"), "\(terminal.rows)")
  }

  @Test("Without colours marks are still underlined, and the current parameter and statements are bold")
  func marksWithoutColours() throws {
    let terminal = try bench.open(environment: ["NO_COLOR": "1"])
    terminal.send("print $nope + coderpad.pads.get(")
    #expect(terminal.wait(for: "pads.get(id*)"), "\(terminal.rows)")
    for (style, text) in [("0;1", "print"), ("0;4", "$nope"), ("", "coderpad"), ("0;1", "id*")] {
      #expect(shows(style, of: text, in: terminal), "\(text)")
    }
    let screen = terminal.snapshot
    let styles = Set((0..<24).flatMap { row in (0..<100).map { screen.cell(row: row, column: $0).style } })
    #expect(styles == ["", "0;1", "0;4"])
  }

  @Test("Without a theme nothing in the line has a style") func isPlainWithoutTheme() throws {
    let terminal = try bench.open()
    bench.type("set theme none", into: terminal)
    terminal.send("print $nope")
    #expect(terminal.wait(for: "print $nope"))
    for text in ["print", "$nope"] { #expect(shows("", of: text, in: terminal), "\(text)") }
  }
}
