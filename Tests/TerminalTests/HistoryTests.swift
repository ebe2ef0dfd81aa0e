import Glibc
import Testing

@testable import Terminal

/// A folder that is removed with its last owner.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/edush-terminal-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        unlink(path + "/" + name)
      }
      closedir(folder)
    }
    rmdir(path)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func read(_ name: String) -> String {
    let file = open(file(name), O_RDONLY)
    defer { close(file) }
    guard case .bytes(let bytes) = Descriptor(file).read(upTo: 1 << 24) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(_ text: String, to name: String) {
    let file = open(file(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    Descriptor(file).write(text)
    close(file)
  }
}

@Suite struct HistoryTests {
  let folder = TemporaryFolder()

  func history(_ name: String = "history", limit: Int = 100, filter: @escaping (String) -> String? = { $0 }) -> History
  {
    History(path: folder.file(name), limit: limit, filter: filter, now: { 42 })
  }

  func texts(_ history: History) -> [String] { history.entries.map(\.text) }

  @Test("A missing folder is created for its owner only") func aMissingFolderIsMadeForItsOwnerAlone() {
    let path = folder.file("new")
    defer {
      unlink(path + "/state/history")
      rmdir(path + "/state")
      rmdir(path)
    }
    History(path: path + "/state/history").append("1 + 41")
    #expect(texts(History(path: path + "/state/history")) == ["1 + 41"])
    var status = stat()
    #expect(stat(path + "/state", &status) == 0 && status.st_mode & 0o777 == 0o700)
  }

  @Test("Entries keep all their lines and characters") func entriesSurviveWithAllTheirLinesAndCharacters() {
    let lines = ["first", "a\nb\n  c", "\"quoted\" \\ back\tslash", "żółć 日本語 👩‍👩‍👧", "bell \u{7} end"]
    let writer = history()
    lines.forEach(writer.append)
    #expect(texts(history()) == lines)
    #expect(history().entries.first?.time == 42)
  }

  @Test("The file is private") func theFileIsPrivate() {
    history().append("x")
    var status = stat()
    stat(folder.file("history"), &status)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test("A wider file mode is narrowed") func aWiderModeIsNarrowed() {
    folder.write("", to: "history")
    history().append("x")
    var status = stat()
    stat(folder.file("history"), &status)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test("An earlier equal entry is removed") func anEarlierEqualEntryIsForgotten() {
    let history = history()
    ["a", "b", "a", "a"].forEach(history.append)
    #expect(texts(history) == ["b", "a"])
  }

  @Test("Empty lines and lines with a leading space are not saved") func linesWithALeadingBlankOrNothingAreNotStored() {
    let history = history()
    [" secret", "", "  ", "\n", "kept"].forEach(history.append)
    #expect(texts(history) == ["kept"])
    #expect(!folder.read("history").contains("secret"))
  }

  @Test("The filter shortens or refuses a line before it is saved")
  func theFilterShortensOrRefusesBeforeAnythingIsStored() {
    let history = history { $0.hasPrefix("login") ? nil : $0.replacing("token=abc", with: "token=…") }
    ["login x", "get token=abc"].forEach(history.append)
    #expect(texts(history) == ["get token=…"])
    #expect(!folder.read("history").contains("abc"))
    #expect(!folder.read("history").contains("login"))
  }

  @Test("Damaged lines are skipped") func damagedLinesAreSkipped() {
    folder.write(
      #"{"text":"a"}"# + "\n{\"text\":\"torn\n\nnonsense\n{\"text\":\"\\u12\"}\n"
        + #"{"later":true,"text":"b\u0041","time":-7.5e3}"# + "\n{\"te", to: "history")
    let history = history()
    #expect(texts(history) == ["a", "bA"])
    history.append("c")
    #expect(texts(self.history()) == ["a", "bA", "c"])
  }

  @Test("Two processes see each other's lines") func twoProcessesSeeEachOthersLines() {
    let one = history()
    let other = history()
    one.append("one")
    other.append("two")
    #expect(texts(other) == ["one", "two"])
    one.refresh()
    #expect(texts(one) == ["one", "two"])
  }

  @Test("A file that grew too long is rewritten with the newest entries")
  func aFileThatGrewTooLongIsRewrittenWithTheNewestEntries() {
    let writer = history(limit: 1000)
    for index in 0..<40 { writer.append("line \(index)") }
    let short = history(limit: 10)
    #expect(texts(short) == (30..<40).map { "line \($0)" })
    #expect(folder.read("history").split(separator: "\n").count == 10)
    writer.append("after")
    #expect(texts(short).count == 10)
    short.refresh()
    #expect(texts(short).last == "after")
  }

  @Test("Concurrent writers do not interleave lines") func writersAtTheSameTimeTearNothing() async {
    let path = folder.file("history")
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let history = History(path: path, limit: 1000, now: { writer })
          for index in 0..<50 { history.append("writer \(writer) line \(index)") }
        }
      }
    }
    #expect(history(limit: 1000).entries.count == 200)
  }

  @Test("Without a file the history is kept in memory") func withoutAFileTheHistoryLivesInMemory() {
    let history = History(path: nil)
    ["a", "b"].forEach(history.append)
    #expect(texts(history) == ["a", "b"])
    #expect(history.newest(beginningWith: "a") == nil)
  }

  @Test("With an unwritable file the history is kept in memory") func aFileThatCannotBeWrittenLeavesTheHistoryInMemory()
  {
    let history = History(path: "/nonexistent/folder/history")
    history.append("a")
    #expect(texts(history) == ["a"])
  }
}
