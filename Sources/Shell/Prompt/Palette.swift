import Script
import Terminal

/// The styles of the input line. The dark theme uses the terminal's palette, the light one fixed colours that are
/// readable on white.
struct Palette {
  let theme: Theme

  /// Nil for a class without a style.
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

  /// The suffix for another output format or a shell command.
  var suffix: Style { coloured(.brightCyan, .indexed(30)) }
  var shellMark: Style { .bold }
  /// Syntax errors and undefined names.
  var wrong: Style { coloured(.red, .indexed(160), .underline) }
  /// The bracket at the cursor and its counterpart.
  var bracket: Style { coloured(.brightYellow, .indexed(127), .bold) }

  private func coloured(
    _ dark: Style.Color, _ light: Style.Color, _ attributes: Style.Attributes = []
  ) -> Style {
    Style(theme == .light ? light : dark, attributes)
  }
}
