import Query
import Runner
import Testing

@Suite struct JUnitReportTests {
  private func value(_ path: String, _ input: ReportInput) throws -> String {
    try XMLLint(Report.bytes(.junit, input)).value(path)
  }

  @Test("Every report is valid JUnit XML", arguments: ReportSample.allCases) func isValid(_ sample: ReportSample)
    throws
  {
    #expect(try XMLLint(Report.bytes(.junit, sample.input)).faults(schema: "junit.xsd") == "")
  }

  @Test("The schema refuses a document that is not JUnit XML") func schemaRefuses() throws {
    let wrong = "<testsuites><testsuite name=\"a\" tests=\"x\"/></testsuites>"
    #expect(try XMLLint(Array(wrong.utf8)).faults(schema: "junit.xsd") != "")
  }

  @Test("A suite counts its rows: assertions as failures, the rest as errors") func counts() throws {
    let input = ReportSamples.everyState()
    let counts = "concat(@tests, ' ', @failures, ' ', @errors, ' ', @skipped, ' ', @time, ' ', @timestamp)"
    let loop = counts.replacing("@", with: "//testsuite[2]/@")
    #expect(try value(loop, input) == "7 1 3 2 0.600 2027-01-15T08:00:00Z")
    #expect(try value(counts.replacing("@", with: "/testsuites/@"), input) == "10 1 3 2 10.000 ")
    #expect(try value("count(//testsuite)", input) == "3")
  }

  @Test("A case is named by its row's key, and equal keys are numbered") func names() throws {
    let input = ReportSamples.everyState()
    #expect(try value("//testsuite[3]/testcase[2]/@name", input) == "ada (2)")
    #expect(try value("//testsuite[3]/testcase[2]/@classname", input) == "enrol.eduscript.loop2")
    #expect(try value("//testcase[@name='key 4']/error/@type", input) == "in_doubt")
    #expect(try value("//testcase[@name='key 6']/failure/@message", input) == "assertion failed: 1 is not 2")
    #expect(try value("//testcase[@name='key 7']/skipped/@message", input).hasPrefix("left"))
  }

  @Test("An error outside rows is its own case; an error shown by a row is not counted twice")
  func script() throws {
    var input = ReportSamples.everyState()
    #expect(try value("count(//testsuite[1]/testcase[@name='script']/*)", input) == "0")
    input.failure = Failure(.assert, "assertion failed").object
    #expect(try value("//testsuite[1]/testcase/failure/@message", input) == "assertion failed")
    input.failure = input.record.rows[0].error
    #expect(try value("count(//testsuite[1]/testcase/*)", input) == "0")
    input.record.state = .interrupted
    #expect(try value("//testsuite[1]/testcase/error/@type", input) == "interrupted")
  }

  @Test("Strings round-trip, except for characters that XML does not allow") func texts() throws {
    let input = ReportSamples.hostileRun()
    for place in [0, 1, 2, 4, 10, 14, 15] {
      #expect(try value("//testsuite[2]/testcase[\(place + 1)]/@name", input) == ReportSamples.hostile[place])
    }
    #expect(try value("//testsuite[2]/testcase[6]/@name", input) == "bell \u{FFFD} null \u{FFFD} ffff \u{FFFD}")
    #expect(try value("//testsuite[2]/testcase[20]/@name", input) == "row 20")
  }
}
