/// The part of a terminal that the edited line uses.
final class Screen {
  private(set) var size: TerminalSize
  private let output: Descriptor
  private var renderer: Renderer
  private var top = 0

  init(output: Descriptor) {
    self.output = output
    size = TerminalSize(of: output.number) ?? .usual
    renderer = Renderer(columns: size.columns)
  }

  /// Starts on a fresh line: after output without a line break, marks that and goes on under it.
  func begin(isColoured: Bool) {
    size = TerminalSize(of: output.number) ?? .usual
    renderer.forget()
    top = 0
    // As wide as the screen: it wraps unless the cursor is at the left margin, where the mark is then taken away.
    let mark = isColoured ? "\u{1B}[2m⏎\u{1B}[0m" : "⏎"
    write(mark + String(repeating: " ", count: size.columns - 1) + "\r\u{1B}[K")
  }

  func show(_ layout: Layout, bell: Bool = false) {
    let frame = layout.frame(in: size, top: &top)
    output.write(renderer.draw(frame, columns: size.columns) + (bell ? [0x07] : []))
  }

  /// Takes the frame off the screen, for a program that writes where it was.
  func erase() {
    output.write(renderer.erase())
  }

  /// Ends the frame; what comes next stands under it.
  func leave() {
    output.write(renderer.leave())
    top = 0
  }

  /// Prints lines above the frame, which must be shown again.
  func printAbove(_ messages: [String]) {
    var bytes = renderer.erase()
    for message in messages {
      for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
        bytes += Array(line.utf8) + [0x0D, 0x0A]
      }
      if message.hasSuffix("\n") { bytes.removeLast(2) }
    }
    output.write(bytes)
  }

  /// Makes ready for a frame after the terminal has changed its size.
  func adaptToResize() {
    guard let size = TerminalSize(of: output.number), size != self.size else { return }
    self.size = size
    top = 0
    output.write(renderer.eraseAfterResize(to: size))
  }

  /// Makes ready for a frame on a screen that others have written on.
  func startOver() {
    renderer.forget()
    write("\r\u{1B}[J")
  }

  func clear() {
    renderer.forget()
    write("\u{1B}[H\u{1B}[2J")
  }

  func write(_ text: String) {
    output.write(text)
  }
}
