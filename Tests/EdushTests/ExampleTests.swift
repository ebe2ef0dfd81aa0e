import Foundation
import JSON
import Testing

/// The scripts of `docs/examples` do what their first lines and the folder's README describe.
struct ExampleTests {
  static let folder = BuiltProgram.checkout.appending(path: "docs/examples")

  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".eduscript") }.sorted()
  }()

  @Test("An example runs against the sandbox, without arguments and as documented", arguments: names)
  func exampleRuns(name: String) throws {
    let copy = try copyOfFolder()
    let flag = try Example(name).classes == ["read"] ? "--read-only" : "--yes"
    for words in [name, try Example(name).usage] {
      let result = try runShell("edush run --sandbox \(flag) \(words)", in: copy.url)
      #expect(result.status == 0, "\(words)\n\(result.error)")
      #expect(!result.output.isEmpty, "\(words)")
    }
  }

  @Test("A second run of an example finds nothing to do", arguments: names)
  func exampleIsIdempotent(name: String) throws {
    let copy = try copyOfFolder()
    let sandbox = try SandboxProcess()
    let command = "edush run --yes \(try Example(name).usage)"
    for run in 1...2 {
      let before = try changes(in: sandbox)
      let result = try runShell(command, in: copy.url, environment: withProfiles(sandbox.variables))
      #expect(result.status == 0, "run \(run)\n\(result.error)")
      #expect(try run == 1 || changes(in: sandbox) == before)
    }
  }

  @Test("An example needs exactly the classes that the README lists", arguments: names)
  func exampleIsListed(name: String) throws {
    let example = try Example(name)
    let gated = example.classes.filter { ["outward", "destructive"].contains($0) }
    #expect(example.usage.hasPrefix(gated.isEmpty ? "" : "--allow \(gated.joined(separator: ",")) "))
    try expectCheck(name, allowing: gated, status: 0)
    for needed in gated { try expectCheck(name, allowing: gated.filter { $0 != needed }, status: 8) }
  }

  @Test("An example is formatted", arguments: names + ["lib/money.eduscript"])
  func exampleIsLaidOut(name: String) throws {
    #expect(try runShell("edush fmt --check \(name)", in: Self.folder).status == 0)
  }

  private func expectCheck(_ name: String, allowing classes: [String], status: Int32) throws {
    let allow = classes.isEmpty ? "" : "--allow \(classes.joined(separator: ","))"
    let result = try runShell("edush check \(allow) \(name)", in: Self.folder)
    #expect(result.status == status, "\(allow) \(result.output)")
    #expect(result.output.isEmpty == (status == 0), "\(allow) \(result.output)")
  }

  /// A copy of the folder, since some scripts read the files next to them and others write some.
  func copyOfFolder() throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path()) {
      try FileManager.default.copyItem(at: Self.folder.appending(path: name), to: copy.url.appending(path: name))
    }
    return copy
  }

  /// The two CoderPad accounts that an example copies between are the same one in a sandbox.
  func withProfiles(_ variables: [String: String]) -> [String: String] {
    var all = variables
    for (name, value) in variables where name.hasPrefix("EDUSH_CODERPAD_") {
      for profile in ["OLD", "NEW"] { all["EDUSH_CODERPAD_\(profile)_" + name.dropFirst(15)] = value }
    }
    return all
  }

  /// The number of requests that changed something so far. Coursio also reads with POST.
  private func changes(in sandbox: SandboxProcess) throws -> Int {
    try sandbox.requests().count { request in
      let isFind = request["endpoint"]?.string?.hasSuffix(".find") == true
      return request["method"]?.string != "GET" && !isFind && (request["status"]?.int ?? 0) < 300
    }
  }
}

/// The documentation of an example script.
struct Example {
  /// The words after `edush run` in the line of its header that shows how to run it.
  let usage: String
  /// The last column of its row in the README.
  let classes: [String]

  init(_ name: String) throws {
    let text = try String(contentsOf: ExampleTests.folder.appending(path: name), encoding: .utf8)
    let readme = try String(contentsOf: ExampleTests.folder.appending(path: "README.md"), encoding: .utf8)
    let row = readme.split(separator: "\n").first { $0.contains("](\(name))") }
    let line = text.split(separator: "\n").first { $0.hasPrefix("#   edush run ") }
    usage = String(try #require(line, "\(name) does not say how to run it").dropFirst("#   edush run ".count))
    let cells = try #require(row, "README.md does not list \(name)").split(separator: "|")
    classes = cells.last?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
  }
}
