import Glibc
import Providers
import Query
import Testing

@testable import Shell

/// Cases too slow for the transcript: a keyring that does not respond.
@Suite struct KeyringTests {
  private func folder(_ script: String) -> String {
    var template = Array("/tmp/edush-keyring-XXXXXX".utf8CString)
    let path = mkdtemp(&template).map { String(cString: $0) } ?? "/nowhere"
    let tool = fopen(path + "/secret-tool", "w")
    fputs("#!/bin/sh\n" + script, tool)
    fclose(tool)
    chmod(path + "/secret-tool", 0o700)
    return path
  }

  private func remove(_ folder: String) {
    for name in ["/secret-tool", "/keyring"] { unlink(folder + name) }
    rmdir(folder)
  }

  private func keyring(in folder: String, _ use: Keyring.Use = .stored) -> Keyring {
    Keyring(
      use: use, indexPath: folder + "/keyring", searchPath: "relative:" + folder,
      environment: { ProgramEnvironment(Surroundings().variables) }, seconds: 0.3)
  }

  @Test func `A keyring that does not respond is given up, even if nothing was stored`() throws {
    let folder = folder("exec sleep 30\n")
    defer { remove(folder) }
    let start = ContinuousClock.now
    let failure = #expect(throws: Failure.self) {
      try keyring(in: folder, .always).lookup(Account("coderpad"), "api_key")
    }
    #expect(failure?.message.contains("no response within") == true)
    #expect(ContinuousClock.now - start < .seconds(10))
    #expect(throws: Keyring.Fault.self) { try keyring(in: folder).store("s", Account("coderpad"), "api_key") }
    #expect(KeyringIndex(at: folder + "/keyring")[Account("coderpad")].isEmpty)
  }

  @Test func `A keyring that reports success without storing did not store`() throws {
    let folder = folder("cat >/dev/null\n")
    defer { remove(folder) }
    let fault = #expect(throws: Keyring.Fault.self) {
      try keyring(in: folder).store("s", Account("coderpad"), "api_key")
    }
    #expect(fault?.reason == .refused)
  }

  @Test func `A keyring that does not read its input does not end the program`() throws {
    let folder = folder("exit 1\n")
    defer { remove(folder) }
    let secret = String(repeating: "s", count: 1 << 16)
    #expect(throws: Keyring.Fault.self) { try keyring(in: folder).store(secret, Account("coderpad"), "api_key") }
  }

  @Test func `Only stored secrets are looked up, and none if the settings forbid it`() throws {
    let folder = folder("echo asked >>$(dirname $0)/keyring\n")
    defer { remove(folder) }
    for use in [Keyring.Use.stored, .never] {
      #expect(try keyring(in: folder, use).lookup(Account("coderpad"), "api_key") == nil)
    }
    #expect(access(folder + "/keyring", F_OK) != 0)
  }

  @Test func `Attributes distinguish the default profile from named ones`() {
    let attributes = [nil, "default", "old"].map { Keyring.attributes(Account("coderpad", profile: $0), "api_key") }
    #expect(Set(attributes).count == 3)
    #expect(attributes.allSatisfy { $0.count == 8 })
  }
}
