import Testing

@testable import Terminal

/// The history's data about a line besides its text.
@Suite struct HistoryOutcomeTests {
  let folder = TemporaryFolder()

  private func history(_ world: String? = "live", provider: String? = nil, limit: Int = 100) -> History {
    let history = History(path: folder.file("history"), limit: limit, now: { 42 })
    history.setting = world.map { .init(world: $0, provider: provider) }
    return history
  }

  private func enter(_ line: String, _ status: Int32? = 0, in history: History) {
    history.append(line)
    if let status { history.end(.init(status: status, milliseconds: 7)) }
  }

  @Test("A line's outcome is saved with its context") func theOutcomeOfALineIsKeptWithItsSetting() {
    enter("pads.list", 3, in: history("live", provider: "coderpad"))
    let entry = history().entries.first
    #expect(entry?.outcome == .init(status: 3, milliseconds: 7))
    #expect(entry?.setting == .init(world: "live", provider: "coderpad"))
    #expect(entry?.time == 42)
  }

  @Test("The account that a line called is saved if none was in use") func whatALineCalledIsKeptWhereNothingWasInUse() {
    let writer = history()
    writer.append("coderpad@old.pads.list")
    writer.end(.init(status: 0, milliseconds: 1), provider: "coderpad", profile: "old")
    #expect(history().entries.first?.setting == .init(world: "live", provider: "coderpad", profile: "old"))
  }

  @Test("A line is in the file before it ends") func aLineIsInTheFileBeforeItEnds() {
    enter("crashes", nil, in: history())
    #expect(history().entries.map(\.text) == ["crashes"])
    #expect(history().entries.first?.outcome == nil)
    #expect(history().newest(beginningWith: "crash") == nil)
  }

  @Test("Sandbox lines are not recalled outside it, and vice versa") func linesOfOneWorldAreNotRecalledInTheOther() {
    enter("in the sandbox", in: history("sandbox"))
    enter("both", in: history("sandbox"))
    enter("both", in: history("live"))
    enter("live", in: history("live"))
    #expect(history("live").entries.map(\.text) == ["both", "live"])
    #expect(history("sandbox").entries.map(\.text) == ["in the sandbox", "both"])
    #expect(history("live").newest(beginningWith: "in") == nil)
    #expect(history("sandbox").newest(beginningWith: "in") == "in the sandbox")
  }

  @Test("Lines from an older file are recalled everywhere") func anOlderFileIsRecalledEverywhere() {
    folder.write(#"{"time":1,"text":"old"}"# + "\n" + #"{"text":"older","more":true}"# + "\n", to: "history")
    for world in ["live", "sandbox"] {
      #expect(history(world).entries.map(\.text) == ["old", "older"])
      #expect(history(world).newest(beginningWith: "ol") == "older")
    }
  }

  @Test("Failed lines are not suggested") func linesThatFailedAreNotProposed() {
    let history = history()
    enter("get good", 0, in: history)
    enter("get bad", 1, in: history)
    #expect(history.newest(beginningWith: "get ") == "get good")
    enter("get good", 1, in: history)
    #expect(history.newest(beginningWith: "get ") == nil)
    enter("get bad", 0, in: history)
    #expect(history.newest(beginningWith: "get ") == "get bad")
  }

  @Test("Another process can add the outcome later") func anotherProcessBringsTheOutcomeLater() {
    let (one, other) = (history(), history())
    one.append("slow")
    other.refresh()
    #expect(other.newest(beginningWith: "s") == nil)
    one.end(.init(status: 0, milliseconds: 9000))
    other.refresh()
    #expect(other.newest(beginningWith: "s") == "slow")
    #expect(other.entries.first?.outcome?.milliseconds == 9000)
  }

  @Test("Compaction keeps outcomes and running lines") func compactionKeepsOutcomesAndWhatStillRuns() {
    let writer = history()
    for number in 0..<20 { enter("line \(number)", 0, in: writer) }
    writer.append("still runs")
    #expect(history(limit: 10).entries.last?.text == "still runs")
    let lines = folder.read("history").split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.dropLast().allSatisfy { $0.contains(#""status":0,"ms":7"#) && !$0.contains(#""id""#) })
    writer.end(.init(status: 0, milliseconds: 1))
    #expect(history().newest(beginningWith: "still") == "still runs")
    #expect(history().entries.first { $0.text == "line 12" }?.outcome?.status == 0)
  }

  @Test("An outcome without a line is ignored") func anEndWithoutALineIsIgnored() {
    let history = history()
    enter("kept", 0, in: history)
    enter(" not kept", 5, in: history)
    #expect(history.entries.map(\.outcome?.status) == [0])
    folder.write(#"{"of":"nothing","status":0}"# + "\n" + #"{"of":"x","status":"a"}"# + "\n", to: "history")
    #expect(self.history().entries.isEmpty)
  }

  @Test("Without a file outcomes are kept in memory") func withoutAFileOutcomesLiveInMemory() {
    let history = History()
    history.setting = .init(world: "live")
    enter("a", 1, in: history)
    #expect(history.entries.first?.outcome?.status == 1)
    #expect(history.newest(beginningWith: "") == nil)
  }
}
