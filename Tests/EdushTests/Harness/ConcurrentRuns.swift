import Foundation

/// Runs `edush` several times at once, each with its own arguments, in a folder; the results are in the same order.
func edushAtOnce(
  _ runs: [[String]], in folder: URL, environment: [String: String], seconds: Int = 60
) throws -> [CommandResult] {
  let lines = runs.enumerated().map { index, arguments in
    let words = (["edush"] + arguments).map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    return "{ \(words) >out.\(index) 2>err.\(index) </dev/null; echo $? >status.\(index); } &"
  }
  _ = try runShell((lines + ["wait"]).joined(separator: "\n"), in: folder, environment: environment, seconds: seconds)
  func text(_ name: String) -> String {
    let data = FileManager.default.contents(atPath: folder.appending(path: name).path()) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
  return runs.indices.map { index in
    let status = Int32(text("status.\(index)").filter(\.isNumber)) ?? -1
    return CommandResult(output: text("out.\(index)"), error: text("err.\(index)"), status: status)
  }
}
