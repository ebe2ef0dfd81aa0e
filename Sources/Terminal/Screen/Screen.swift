/// The part of the terminal that shows the edited line.
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

  /// Starts on an empty line. After output without a line break, shows a mark and continues below it.
  func begin(isColoured: Bool) {
    size = TerminalSize(of: output.number) ?? .usual
    renderer.forget()
    top = 0
    // The mark and its padding are as wide as the screen: they wrap unless the cursor is at the left margin, where they
    // are erased.
    let mark = isColoured ? "\u{1B}[2m⏎\u{1B}[0m" : "⏎"
    write(mark + String(repeating: " ", count: size.columns - 1) + "\r\u{1B}[K")
  }

  func show(_ layout: Layout, bell: Bool = false) {
    let frame = layout.frame(in: size, top: &top)
    output.write(renderer.draw(frame, columns: size.columns) + (bell ? [0x07] : []))
  }

  /// Erases the frame, so that another program can write in its place.
  func erase() {
    output.write(renderer.erase())
  }

  /// Ends the frame; further output appears below it.
  func leave() {
    output.write(renderer.leave())
    top = 0
  }

  /// Prints lines above the frame, which must be drawn again.
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

  /// Prepares for a frame after the terminal has been resized.
  func adaptToResize() {
    guard let size = TerminalSize(of: output.number), size != self.size else { return }
    self.size = size
    top = 0
    output.write(renderer.eraseAfterResize(to: size))
  }

  /// Prepares for a frame after others have used the screen.
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
