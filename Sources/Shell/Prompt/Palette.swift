import Script
import Terminal

/// The styles of the input line in a theme. The dark one uses the terminal's own colours, the light one fixed colours that are
/// dark enough for white.
struct Palette {
  let theme: Theme

  /// Nil for what has no style of its own.
  func style(of kind: ClassifiedToken.Class) -> Style? {
    switch kind {
    case .statement, .command, .keyword: .bold
    case .comment: .dim
    case .function, .argument, .operator: nil
    case .provider, .resource, .method: coloured(.cyan, .indexed(24))
    case .variable: coloured(.magenta, .indexed(90))
    case .field, .name: coloured(.blue, .indexed(25))
    case .string: coloured(.green, .indexed(22))
    case .escape, .format, .exchange: coloured(.brightCyan, .indexed(30))
    case .number, .constant: coloured(.yellow, .indexed(94))
    case .invalid: wrong
    }
  }

  /// What shows a line's result in another way, or runs it through the shell.
  var suffix: Style { coloured(.brightCyan, .indexed(30)) }
  var shellMark: Style { .bold }
  /// What cannot be there, and what names nothing.
  var wrong: Style { coloured(.red, .indexed(160), .underline) }
  /// The bracket at the cursor and its partner.
  var bracket: Style { coloured(.brightYellow, .indexed(127), .bold) }

  private func coloured(
    _ dark: Style.Color, _ light: Style.Color, _ attributes: Style.Attributes = []
  ) -> Style {
    Style(theme == .light ? light : dark, attributes)
  }
}
