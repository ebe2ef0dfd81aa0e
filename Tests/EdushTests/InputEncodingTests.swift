import Foundation
import Testing

/// Every input from files or programs, with bytes that are not text: none is lost silently.
struct InputEncodingTests {
  /// Bytes in the notation of `printf`, and the expected message.
  private static let contents: [(bytes: String, message: String)] = [
    (#""M\374ller"\n"#, "byte 0xFC is not valid UTF-8"), (#""M\000\303\000"\n"#, "a zero byte"),
    (#"\037\213\010\000\001"#, "this is a gzip file, not text"), (#"\376\377\000"\330\000\000"\n"#, "not valid UTF-16"),
  ]

  /// Commands that read `input`.
  private static let inputs = [
    #"edush -c 'read_csv("input")'"#, #"edush -c 'read_ndjson("input")'"#, #"edush -c 'read_json("input")'"#,
    #"edush -c 'read_text("input")'"#, #"edush -c 'read_csv("-")' <input"#, #"edush -c 'read_ndjson("-")' <input"#,
    #"edush -c 'param name; print $name' --name @input"#, #"edush -c 'param name; print $name' --name - <input"#,
    #"cp input .edush/config.json; edush -c 'coderpad.pads.create'"#,
    #"cp input .edush/credentials; chmod 600 .edush/credentials; edush -c 'coderpad.quota.get'"#,
    #"mkdir .edush/providers; cp input .edush/providers/acme.jq; edush -c 'acme.pads.list'"#,
    #"cp input data.json; edush -c 'import "data" as $data; print $data'"#,
    #"printf '{"profiles":{"coderpad":{"credential_command":"cat input"}}}' >.edush/config.json; edush -c 'coderpad.quota.get'"#,
  ]

  @Test("Bytes that are not text are an error with the line", arguments: inputs)
  func refuses(command: String) throws {
    for (bytes, message) in Self.contents {
      let folder = try TemporaryFolder()
      let result = try runShell("mkdir -p .edush; printf '\(bytes)' >input; \(command)", in: folder.url)
      #expect(result.status != 0, "\(command) \(bytes)")
      #expect(result.output == "", "\(command) \(bytes)")
      #expect(result.error.contains(":1: ") && result.error.contains(message), "\(command) \(bytes)\n\(result.error)")
    }
  }

  @Test(
    "UTF-16 with a byte-order mark is accepted everywhere",
    arguments: inputs.prefix(8).filter { !$0.contains("csv") })
  func readsUTF16(command: String) throws {
    let folder = try TemporaryFolder()
    let result = try runShell(#"printf '\377\376"\000\351\000"\000' >input; "# + command, in: folder.url)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("é"), "\(result.output)")
  }

  @Test(
    "An argument that is not UTF-8 is reported by its number and option, not by its text",
    arguments: [
      (
        #"run s.eduscript --name "$(printf 'key-M\374ller')""#,
        "argument 4 after --name is not valid UTF-8: its byte 6 is 0xFC"
      ),
      (
        #"run s.eduscript "--name=$(printf 'key-M\303')""#,
        "argument 3 (--name) is not valid UTF-8: its byte 13 is 0xC3"
      ),
      (#"-c "$(printf 'print "\355\240\200"')""#, "argument 2 after -c is not valid UTF-8: its byte 8 is 0xED"),
      (#"run --yes "$(printf '\377')""#, "argument 3 after --yes is not valid UTF-8: its byte 1 is 0xFF"),
      (#"check "$(printf 'a\200.eduscript')""#, "argument 2 is not valid UTF-8: its byte 2 is 0x80"),
    ])
  func arguments(words: String, message: String) throws {
    let folder = try TemporaryFolder()
    let result = try runShell("echo 'param name; print $name' >s.eduscript; edush \(words)", in: folder.url)
    #expect(result.status == 2 && result.output == "")
    #expect(result.error.hasPrefix("error: \(message)\n") && !result.error.contains("key-"), "\(result.error)")
  }
}
