import Foundation
import Testing

/// Secrets of every kind, planted in every place where edush reads one.
struct PlantedSecrets: Sendable {
  let variable = PlantedSecret("CoderPad's key in the environment")
  let webhook = PlantedSecret("webhook_secret in the environment")
  let foreign = PlantedSecret("CODEMENTOR_WEB_SECRET in the environment")
  let codementor = PlantedSecret("Codementor's key in the environment")
  let signing = PlantedSecret("the key that signs Coursepath's tokens")
  let file = PlantedSecret("Tutrex' key in the credentials file")
  let command = PlantedSecret("what credential_command prints")
  let keyring = PlantedSecret("what lies in the keyring")
  let privateKey = PlantedSecret("Coursio's private_key in a login")
  let password = PlantedSecret("the password of a login call", tail: "é&%'<=\"\\z")
  let session = PlantedSecret("the session that a login opened")
  let parameter = PlantedSecret("a parameter of the type secret")

  var all: [PlantedSecret] {
    [
      variable, webhook, foreign, codementor, signing, file, command, keyring, privateKey, password, session, parameter,
    ]
  }

  /// The secrets that edush knows when it makes a request, and its server can echo.
  func known(to request: String) -> [PlantedSecret] {
    let path = request.drop { $0 != "/" }.prefix { $0 != " " }
    switch path.split(separator: "/").first {
    case "codementor": return [codementor]
    case "coderpad": return [variable, command, keyring].filter { $0.isBetrayed(by: request) }
    case "tutrex": return [file, parameter].filter { $0.isBetrayed(by: request) }
    case "coursepath": return [signing]
    default: return [privateKey, password, session]
    }
  }

  var environment: [String: String] {
    [
      "EDUSH_CODERPAD_API_KEY": variable.value, "EDUSH_CODEMENTOR_API_KEY": codementor.value,
      "EDUSH_CODEMENTOR_WEBHOOK_SECRET": webhook.value, "CODEMENTOR_WEB_SECRET": foreign.value,
      "EDUSH_COURSEPATH_API_KEY": signing.value, "EDUSH_COURSEPATH_EMAIL": "john@example.com",
    ]
  }

  /// Writes credentials, settings and tools into a folder; child processes record there what they can see of them.
  func plant(in home: URL, port: Int) throws {
    let tools = home.appending(path: "planted")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    let seen = "cat /proc/$$/cmdline /proc/$$/environ >>\(home.path())/seen\n"
    try write("{\"tutrex\": {\"api_key\": \(file.quoted)}}", home, "credentials", mode: 0o600)
    try write("{\"coderpad@ring\": [\"api_key\"]}", home, "keyring", mode: 0o600)
    let address = "\"url\": \"http://127.0.0.1:\(port)/coderpad\""
    try write(
      """
      {"profiles": {"coderpad@vault": {"credential_command": "\(tools.path())/vault", \(address)},
        "coderpad@ring": {\(address)}}}
      """, home, "config.json", mode: 0o600)
    try write(command.value, tools, "command", mode: 0o600)
    try write(keyring.value, tools, "entry", mode: 0o600)
    try write("#!/bin/sh\n\(seen)cat \(tools.path())/command\n", tools, "vault", mode: 0o700)
    try write("#!/bin/sh\n\(seen)cat \(tools.path())/entry\n", tools, "secret-tool", mode: 0o700)
    try write("#!/bin/sh\n\(seen): >>\"$1\"\n", tools, "editor", mode: 0o700)
    try write("#!/bin/sh\n\(seen)tee -a \(home.path())/paged\n", tools, "pager", mode: 0o700)
  }

  private func write(_ text: String, _ folder: URL, _ name: String, mode: Int) throws {
    let path = folder.appending(path: name).path()
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  /// Names the secrets that an output reveals.
  func expectNone(in text: String, of sink: String, _ location: SourceLocation = #_sourceLocation) {
    for secret in all where secret.isBetrayed(by: text) {
      let trace = secret.traces.first { text.contains($0) } ?? ""
      let around = text.range(of: trace).map { range in
        let start = text.index(range.lowerBound, offsetBy: -80, limitedBy: text.startIndex) ?? text.startIndex
        let end = text.index(range.upperBound, offsetBy: 80, limitedBy: text.endIndex) ?? text.endIndex
        return String(text[start..<end])
      }
      Issue.record("\(sink) betrays \(secret.name) \(secret.value): \(around ?? "")", sourceLocation: location)
    }
  }

  /// The same for every file written below a folder.
  func expectNone(inFilesOf home: URL, _ location: SourceLocation = #_sourceLocation) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: home.path()) {
      let isPlanted = name.split(separator: "/").contains { part in
        ["credentials", "config.json"].contains(part) || part.hasPrefix("planted")
      }
      if isPlanted { continue }
      guard let data = FileManager.default.contents(atPath: home.appending(path: name).path()) else { continue }
      expectNone(in: String(decoding: data, as: UTF8.self), of: name, location)
    }
  }
}
