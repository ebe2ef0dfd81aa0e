import CLibedit
import Glibc

/// A wrapper of libedit's editor, which manages the text, the key maps and the terminal modes, but does not draw.
final class Engine {
  let handle: OpaquePointer
  let mode: Bindings.Mode
  let literalSequences: Set<[UInt8]>
  /// Whether the user has bound any keys.
  let isRebound: Bool

  /// Nil if libedit is missing or cannot be initialized. The owner must outlive the engine.
  init?(_ configuration: LineEditor.Configuration, output: Int32, owner: UnsafeMutableRawPointer) {
    guard configuration.libraries.contains(where: { libedit_open($0) }) else { return nil }
    libedit_use_utf8()
    guard let handle = libedit_start(configuration.programName, configuration.streams.input, output, owner) else {
      return nil
    }
    self.handle = handle
    let editrc = Editrc(path: configuration.editrcPath, programName: configuration.programName)
    mode = editrc.mode
    literalSequences = editrc.boundSequences
    isRebound = !editrc.commands.isEmpty
    libedit_set_mode(handle, mode.rawValue)
    for action in Action.allCases { _ = libedit_add_action(handle, action.rawValue, action.entry) }
    bindKeys()
    for command in editrc.commands { parse(command) }
    for setting in ["-isig", "-ixon", "-iexten", "-icrnl", "-inlcr"] { _ = libedit_set_tty(handle, setting) }
  }

  deinit {
    libedit_stop(handle)
  }

  private func bindKeys() {
    let main = Bindings.common + (mode == .emacs ? Bindings.emacs : Bindings.viInsert)
    for (key, action) in main { _ = libedit_bind(handle, key, action.rawValue) }
    guard mode == .vi else { return }
    _ = libedit_bind(handle, Key.toCommandMap.bindName, "vi-command-mode")
    _ = libedit_bind_alternate(handle, Key.toInsertMap.bindName, "vi-insert")
    for (key, action) in Bindings.viCommand { _ = libedit_bind_alternate(handle, key, action.rawValue) }
  }

  private func parse(_ words: [String]) {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var pointers = copies.map { UnsafePointer<CChar>($0) } + [nil]
    _ = libedit_parse(handle, Int32(words.count), &pointers)
  }
}

extension Engine {
  /// The length of the text, without copying it.
  var length: Int {
    var length = 0
    var cursor = 0
    _ = libedit_text(handle, &length, &cursor)
    return length
  }

  /// libedit's text and cursor.
  var buffer: EditBuffer {
    get {
      var length = 0
      var cursor = 0
      guard let text = libedit_text(handle, &length, &cursor) else { return EditBuffer() }
      let scalars = UnsafeBufferPointer(start: text, count: length).map {
        Unicode.Scalar(UInt32(bitPattern: $0)) ?? "\u{FFFD}"
      }
      return EditBuffer(scalars, cursor: cursor)
    }
    set {
      replaceText(newValue.text)
      var length = 0
      var cursor = 0
      _ = libedit_text(handle, &length, &cursor)
      libedit_move(handle, Int32(clamping: newValue.cursor - cursor))
    }
  }

  /// libedit cannot set an empty text, and treats a zero as the end.
  private func replaceText(_ text: [Unicode.Scalar]) {
    var wide = text.map { $0 == "\0" ? 0xFFFD : wchar_t(bitPattern: $0.value) } + [0]
    if text.isEmpty {
      let length = length
      libedit_move(handle, Int32(clamping: length))
      libedit_delete_before(handle, Int32(clamping: length))
    } else {
      _ = libedit_replace(handle, &wide)
    }
  }

  /// Edits a line. Returns the text if one of libedit's own commands ended the line, nil at the end of input.
  func edit() -> String? {
    var length = 0
    guard let text = libedit_edit(handle, &length), length > 0 else { return nil }
    let scalars = UnsafeBufferPointer(start: text, count: length).compactMap {
      Unicode.Scalar(UInt32(bitPattern: $0))
    }
    return Scalars.string(scalars.last == "\n" ? scalars.dropLast() : scalars[...])
  }

  /// Reads the next key through the session's reader; nil at the end of input.
  func nextKey() -> UInt32? {
    var key: wchar_t = 0
    return libedit_next(handle, &key) ? UInt32(bitPattern: key) : nil
  }

  /// Pushes keys back, to be read again in order.
  func push(_ keys: UInt32...) { push(keys) }

  func push(_ keys: [UInt32]) {
    var keys = keys.map { wchar_t(bitPattern: $0) } + [0]
    libedit_push(handle, &keys)
  }
}
