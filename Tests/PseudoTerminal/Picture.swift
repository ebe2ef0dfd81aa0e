/// A screen as SVG: every character in its column, whatever the reader's font.
public struct Picture {
  public let svg: String

  private static let (width, height, margin, fontSize) = (8.4, 18.0, 12.0, 14.0)
  private static let (paper, ink) = ("#1d2330", "#d8dee9")
  /// The sixteen terminal colours on a dark background.
  private static let palette = [
    "#3b4252", "#ef6b73", "#a3d977", "#f0c674", "#7aa6f0", "#d08be0", "#5fd0d0", "#d8dee9",
    "#7b8699", "#ff8a91", "#b9ec8f", "#ffdf9e", "#9dc1ff", "#e6adf2", "#8be9e9", "#ffffff",
  ]

  /// - Parameters:
  ///   - rows: how many rows of the screen are shown, from the top; nil shows all up to the last that is not empty.
  ///   - showsCursor: whether the cursor is drawn.
  public init(_ screen: ScreenEmulator, rows: Int? = nil, showsCursor: Bool = true) {
    let count = max(1, rows ?? screen.text.count)
    let size = (Double(screen.columns) * Self.width + 2 * Self.margin, Double(count) * Self.height + 2 * Self.margin)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Self.shown(size.0))\" height=\"\(Self.shown(size.1))\" "
        + "font-family=\"'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"\(Self.shown(Self.fontSize))\">",
      "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"\(Self.paper)\"/>",
    ]
    for row in 0..<min(count, screen.rows) { lines += Self.runs(of: row, in: screen).flatMap(\.elements) }
    if showsCursor, screen.cursor.row < count {
      let (x, y) = (Self.x(screen.cursor.column), Self.margin + Double(screen.cursor.row) * Self.height)
      lines.append(
        "<rect x=\"\(Self.shown(x))\" y=\"\(Self.shown(y + 2))\" width=\"2\" height=\"15\" fill=\"\(Self.ink)\"/>")
    }
    svg = (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// Adjacent cells with one style.
  private struct Run {
    var row: Int
    var column: Int
    var columns = 0
    var text = ""
    var style: SGRStyle

    var elements: [String] {
      let (x, y) = (Picture.x(column), Picture.margin + Double(row) * Picture.height)
      let length = Picture.shown(Double(columns) * Picture.width)
      var elements: [String] = []
      if let ground = style.ground {
        elements.append(
          "<rect x=\"\(Picture.shown(x))\" y=\"\(Picture.shown(y))\" width=\"\(length)\" height=\"\(Picture.shown(Picture.height))\" fill=\"\(ground)\"/>"
        )
      }
      guard text.contains(where: { $0 != " " }) else { return elements }
      elements.append(
        "<text x=\"\(Picture.shown(x))\" y=\"\(Picture.shown(y + 14))\" textLength=\"\(length)\" xml:space=\"preserve\""
          + "\(style.attributes)>\(Picture.escaped(text))</text>")
      return elements
    }
  }

  private static func runs(of row: Int, in screen: ScreenEmulator) -> [Run] {
    var runs: [Run] = []
    for column in 0..<screen.columns {
      let cell = screen.cell(row: row, column: column)
      let style = SGRStyle(cell.style)
      // A two-column character gets its own run, so that later ones keep their columns.
      let isWide = column + 1 < screen.columns && screen.cell(row: row, column: column + 1).text.isEmpty
      if cell.text.isEmpty {
        runs[runs.count - 1].columns += 1
      } else if let last = runs.last, last.style == style, !isWide, last.text.count == last.columns {
        runs[runs.count - 1].text += cell.text
        runs[runs.count - 1].columns += 1
      } else {
        runs.append(Run(row: row, column: column, columns: 1, text: cell.text, style: style))
      }
    }
    return runs
  }

  /// The style of a `CSI … m` sequence.
  private struct SGRStyle: Equatable {
    private var colour: Int?
    private var isInverse = false
    private var isBold = false
    private var isDim = false
    private var isUnderlined = false

    init(_ parameters: String) {
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      for number in numbers {
        switch number {
        case 1: isBold = true
        case 2: isDim = true
        case 4: isUnderlined = true
        case 7: isInverse = true
        case 30...37: colour = number - 30
        case 90...97: colour = number - 82
        default: break
        }
      }
    }

    private var ink: String { colour.map { Picture.palette[$0] } ?? Picture.ink }

    /// The text's background colour; nil for the default.
    var ground: String? { isInverse ? ink : nil }

    var attributes: String {
      var attributes = " fill=\"\(isInverse ? Picture.paper : ink)\""
      if isBold { attributes += " font-weight=\"bold\"" }
      if isDim { attributes += " opacity=\"0.6\"" }
      if isUnderlined { attributes += " text-decoration=\"underline\"" }
      return attributes
    }
  }

  private static func x(_ column: Int) -> Double { margin + Double(column) * width }

  /// With at most one decimal.
  private static func shown(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
