import HTTP
public import JSON
public import Rendering
import Synchronization

/// Shows the outputs of expressions on standard output in the selected format. Thread-safe.
public final class ResultPrinter: Sendable {
  /// The results that are shown through the pager if they are longer than the screen.
  enum Paging {
    case each
    /// Only a result that is the entire output.
    case single
    case none
  }

  /// What has been shown since the last query.
  enum Shown {
    case nothing
    /// A single null.
    case null
    case more
  }

  private struct State {
    var shown = Shown.nothing
    var format: OutputFormat
    var lineFormat: OutputFormat?
    /// Whether anything was written since the line's format was set.
    var hasShownLine = false
    var paging: Paging
    var series: (any ValueRenderer)?
    /// The start time of the series.
    var began = 0.0
    /// The outputs to pass to a program, one line of JSON each; nil when they are shown.
    var captured: [UInt8]?
    /// The rendered output to capture; nil when it is shown.
    var drawn: [UInt8]?
    /// A long result, held back while it may be the only one.
    var held: [UInt8] = []
    var hasWritten = false
  }

  /// The maximum time in seconds to wait for more outputs of a series.
  private static let patience = 0.3

  private let stream: StandardStream
  private let display: Display
  private let state: Mutex<State>
  /// The secrets hidden on a terminal; nil for pipes, where nothing is hidden.
  private let secrets: SecretTexts?

  init(
    stream: StandardStream, display: Display, format: OutputFormat, paging: Paging, secrets: SecretTexts? = nil
  ) {
    self.stream = stream
    self.secrets = secrets
    self.display = display
    state = Mutex(State(format: format, paging: paging))
  }

  /// The current display options.
  private var options: RenderingOptions {
    var options = display.options()
    if let secrets { options.mask = { text, _ in secrets.masked(text) } }
    return options
  }

  /// The width of the terminal; nil if there is none.
  var columns: Int? { display.options().width }

  /// The display options for a result, with information about it.
  private func options(for value: Value) -> RenderingOptions {
    var options = options
    if options.isTerminal || format == .chart { options.hints = display.hints(value) }
    return options
  }

  var paging: Paging {
    get { state.withLock { $0.paging } }
    set { state.withLock { $0.paging = newValue } }
  }

  /// What has been shown since the last call.
  func takeShown() -> Shown {
    state.withLock { state in
      defer { state.shown = .nothing }
      return state.shown
    }
  }

  /// Hides a text in results, like the secrets of responses.
  func hide(_ secret: String) { secrets?.insert(secret) }

  /// Shows rows as a table on a terminal, otherwise as a single array.
  func table(_ rows: [Value]) {
    finish()
    let shown = secrets?.hidingNames(in: Value(rows)) ?? Value(rows)
    var options = options
    options.columns = .all
    write(
      render(shown, as: options.isTerminal && format == .auto ? .table : format, options))
  }

  /// The output format; that of the current line takes precedence.
  public var format: OutputFormat {
    get { state.withLock { $0.lineFormat ?? $0.format } }
    set { state.withLock { $0.format = newValue } }
  }

  /// The format for one line of the prompt; nil for the default.
  var lineFormat: OutputFormat? {
    get { state.withLock { $0.lineFormat } }
    set { state.withLock { ($0.lineFormat, $0.hasShownLine) = (newValue, false) } }
  }

  /// A remark if a line with its own format showed nothing; nil if it showed something.
  var lineRemark: String? {
    state.withLock { state in
      guard state.lineFormat != nil, !state.hasShownLine else { return nil }
      return state.shown == .nothing ? "this line has no result to show" : "no rows"
    }
  }

  /// Captures the outputs of `body` instead of showing them, as lines of compact JSON.
  func captured(_ body: () -> Void) -> [UInt8] {
    finish()
    state.withLock { $0.captured = [] }
    body()
    return state.withLock { state in
      defer { state.captured = nil }
      return state.captured ?? []
    }
  }

  /// Captures the rendered output of `body` instead of showing it.
  func drawn(_ body: () -> Void) -> String {
    finish()
    state.withLock { $0.drawn = [] }
    body()
    finish()
    return state.withLock { state in
      defer { state.drawn = nil }
      return String(decoding: state.drawn ?? [], as: UTF8.self)
    }
  }

  private func draw(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard state.drawn != nil else { return false }
      state.drawn? += bytes
      return true
    }
  }

  private func capture(_ value: Value) -> Bool {
    guard state.withLock({ $0.captured != nil }) else { return false }
    let line = Array((value.json() + "\n").utf8)
    let hidden = secrets?.credentials(hiddenIn: line) ?? line
    state.withLock { $0.captured? += hidden }
    return true
  }

  /// Shows the next output of a statement. Tables wait for `finish`.
  public func show(_ value: Value) {
    guard !capture(value) else { return }
    let shown = secrets?.hidingNames(in: value) ?? value
    let fresh = state.withLock { $0.series == nil } ? options(for: value) : nil
    let bytes = state.withLock { state in
      if !value.isNull { state.shown = .more } else if state.shown == .nothing { state.shown = .null }
      var output: [UInt8] = []
      if state.series == nil { state.began = monotonicSeconds() }
      var renderer = state.series ?? (state.lineFormat ?? state.format).renderer(fresh ?? options)
      renderer.add(shown, to: &output)
      if monotonicSeconds() - state.began > Self.patience { renderer.flush(to: &output) }
      state.series = renderer
      return output
    }
    write(bytes)
  }

  /// Ends the outputs of a statement.
  public func finish() {
    let bytes = state.withLock { state in
      var output: [UInt8] = []
      state.series?.finish(to: &output)
      state.series = nil
      return output
    }
    write(bytes)
  }

  /// Ends all output.
  func end() {
    finish()
    let held = state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
    guard !held.isEmpty, !page(held) else { return }
    stream.write(held)
  }

  /// Shows prose such as help. On a terminal it is wrapped at word boundaries.
  func prose(_ text: String) {
    let options = options
    self.text(options.isTerminal ? wrapped(text, columns: options.width) : text)
  }

  /// Shows a multi-line text unchanged.
  func text(_ text: String) {
    finish()
    write(Array((visible(secrets?.credentials(hiddenIn: text) ?? text, lineBreaks: .kept) + "\n").utf8))
  }

  /// Prints a value of a `print` statement: raw, but without control sequences and credentials on a terminal.
  public func print(_ value: Value) {
    state.withLock { $0.shown = .more }
    let value = secrets.flatMap { secrets in value.string.map { Value(secrets.credentials(hiddenIn: $0)) } } ?? value
    var options = options
    options.mask = nil
    options.colour = false
    put(Array(render(value, as: .raw, options)))
  }

  private func write(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    state.withLock { $0.hasShownLine = true }
    // Also covers names that are nested too deeply to be checked individually.
    let bytes = secrets?.credentials(hiddenIn: bytes) ?? bytes
    guard !draw(bytes) else { return }
    switch paging {
    case .each: if page(bytes) { return }
    case .single where isLong(bytes):
      let isHeld = state.withLock { state in
        guard !state.hasWritten, state.held.isEmpty else { return false }
        state.held = bytes
        return true
      }
      if isHeld { return }
    case .single, .none: break
    }
    put(bytes)
  }

  /// Writes after the held-back result, which is then not the only one.
  private func put(_ bytes: [UInt8]) {
    guard !draw(bytes) else { return }
    let held = state.withLock { state in
      defer { (state.held, state.hasWritten, state.hasShownLine) = ([], true, true) }
      return state.held
    }
    stream.write(held + bytes)
  }

  private func isLong(_ bytes: [UInt8]) -> Bool {
    guard let pager = display.pager() else { return false }
    return bytes.count(where: { $0 == 0x0A }) >= pager.screenRows
  }

  /// Shows text through the pager; returns false if that was not necessary or possible.
  private func page(_ bytes: [UInt8]) -> Bool {
    guard let pager = display.pager(), isLong(bytes) else { return false }
    return pager.show(String(decoding: bytes, as: UTF8.self))
  }
}
