import Query
import Script
import Synchronization

/// The scripts and archives written by this session, which are rewritten when further secrets become known.
final class SessionFiles: Sendable {
  private struct State {
    /// The contents of scripts, in pieces.
    var pieces: [(path: String, text: String)] = []
    var archives: Set<String> = []
  }

  private let state = Mutex(State())

  /// Notes a statement or comment of a script, in whole lines.
  func note(_ text: String, in path: String) { state.withLock { $0.pieces.append((path, text)) } }

  func note(archive path: String) { state.withLock { _ = $0.archives.insert(path) } }

  /// Replaces the pieces of scripts for which `body` returns another text.
  func replace(_ body: (String) -> String?) throws(Failure) {
    let edits = state.withLock { state in
      state.pieces.indices.compactMap { index -> (path: String, old: String, new: String)? in
        let piece = state.pieces[index]
        guard let new = body(piece.text) else { return nil }
        state.pieces[index].text = new
        return (piece.path, piece.text, new)
      }
    }
    for edit in edits {
      try rewrite(edit.path) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        return Array(text.replacing(edit.old + "\n", with: edit.new + "\n").utf8)
      }
    }
  }

  /// Rewrites the bytes of all archives with `body`.
  func rewriteArchives(_ body: ([UInt8]) -> [UInt8]) throws(Failure) {
    for path in state.withLock({ $0.archives }).sorted() { try rewrite(path, body) }
  }

  /// Rewrites a file; one that can no longer be read is ignored.
  private func rewrite(_ path: String, _ body: ([UInt8]) -> [UInt8]) throws(Failure) {
    guard let old = try? LocalFile.contents(of: path, .regular) else { return }
    let new = body(old)
    if new != old { try FileSaver.save(new, to: path) }
  }
}
