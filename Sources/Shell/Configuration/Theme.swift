/// The colours of the input line: `set theme` and `theme` in `config.json`.
public enum Theme: String, CaseIterable, Sendable {
  case dark, light, none

  /// Selects a theme by the variable `COLORFGBG`, in which some terminals report text and background colours: `0;15`.
  init(terminalColours: String?) {
    let background = terminalColours?.split(separator: ";").last.flatMap { Int($0) }
    self = background == 7 || background == 15 ? .light : .dark
  }
}

extension Theme: WordSetting {
  var summary: String {
    switch self {
    case .dark: "colours for a dark background"
    case .light: "colours for a light background"
    case .none: "no colours in the input line"
    }
  }
}

/// Whether the signature of the call around the cursor is shown below the input: `set signature`, or `signature` in
/// `config.json`.
public enum SignatureDisplay: String, CaseIterable, Sendable {
  case on, off
}

extension SignatureDisplay: WordSetting {
  var summary: String {
    switch self {
    case .on: "below the input, while the cursor is in a call"
    case .off: "never"
    }
  }
}
