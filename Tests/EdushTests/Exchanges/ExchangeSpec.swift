import Foundation
import Testing

/// A command, the requests it must send, their responses, and its output; one of a spec file:
///
///     == GET /api/pads/{id}: an id is percent-encoded
///     > coderpad.pads.get("a/b")
///     GET /api/pads/a%2Fb
///     authorization: Token token="coderpad-key"
///     < {"status":"OK","id":"a/b"}
///     | {"id":"a/b"}
///
/// `> ` starts a line for `edush --yes -c`, `$ ` a line for the shell instead. A request is its line, its headers, `= ` and
/// the body, and `< ` and the response, of status 200 unless it begins with another one. After the requests come the lines
/// of standard output (`| `) and standard error (`! `), and a status other than 0 in brackets; `…` stands for any text,
/// alone for any lines. `- ` explains why there is nothing to run. Lines that begin with `# ` are comments.
struct ExchangeSpec: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    /// `VERB TARGET`.
    var line: String
    /// `name: value`, the names in lower case.
    var headers: [String] = []
    var body = ""
    var answer: [String] = []
  }

  var title: String
  var text: [String] = []
  var shell = ""
  var requests: [Expected] = []
  /// As in a transcript.
  var said: [String] = []
  var status: [String] = []
  var reason: String?

  var testDescription: String { title }

  /// The part of the title before the colon.
  var subject: Substring { title.prefix { $0 != ":" } }

  static func all(in name: String) -> [ExchangeSpec] {
    let file = BuiltProgram.checkout.appending(path: "Tests/EdushTests/Specs/\(name).spec")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var specs: [ExchangeSpec] = []
    for line in text.split(separator: "\n") where line != "#" && !line.hasPrefix("# ") {
      if line.hasPrefix("== ") {
        specs.append(ExchangeSpec(title: String(line.dropFirst(3))))
      } else if !specs.isEmpty {
        specs[specs.count - 1].add(line)
      }
    }
    return specs
  }

  /// The shell command.
  var command: String {
    guard shell.isEmpty else { return shell }
    return "edush --yes -c '\(text.joined(separator: "\n").replacing("'", with: "'\\''"))'"
  }
}

extension ExchangeSpec {
  private mutating func add(_ line: Substring) {
    let rest = String(line.dropFirst(2))
    switch line.prefix(2) {
    case "> ": text.append(rest)
    case "$ ": shell = rest
    case "- ": reason = (reason.map { $0 + " " } ?? "") + rest
    case "| ": said.append(rest)
    case "! ": said.append(String(line))
    case "= ": change { $0.body = rest }
    case "< ": change { $0.answer.append(rest) }
    default:
      if line == "…" {
        said.append("…")
      } else if line.hasPrefix("[") {
        status = [String(line)]
      } else if line.wholeMatch(of: /[A-Z]+ \/.*/) != nil {
        requests.append(Expected(line: String(line)))
      } else {
        change { $0.headers.append(String(line)) }
      }
    }
  }

  private mutating func change(_ body: (inout Expected) -> Void) {
    guard !requests.isEmpty else {
      Issue.record("\(title): this line precedes any request")
      return
    }
    body(&requests[requests.count - 1])
  }
}
