/// What `webhook listen` was told.
public struct WebhookOptions: Sendable {
  /// The port where none is named: the same each time, since a tunnel leads to it.
  public static let usualPort = 4747

  /// `PROVIDER[@PROFILE]`.
  public var account = "codementor"
  public var port = WebhookOptions.usualPort
  /// The only path that is answered; nil answers any.
  public var path: String?
  /// Where posts go on to, on this machine.
  public var forward: String?
  /// The file that events are appended to.
  public var save: String?
  /// Ends after so many events.
  public var count: Int?
  public var checksSignatures = true

  public init() {}
}

extension WebhookOptions {
  /// The options of the prompt's command, the same as those of the program's.
  static let words: [(name: String, summary: String)] = [
    ("--port", "the port on 127.0.0.1, 4747 by default; 0 picks a free one"), ("--path", "accept this path only"),
    ("--forward", "send posts on to this address of the machine"), ("--save", "append events to this file"),
    ("--no-verify", "look at no signature"),
  ]

  /// Reads the words behind `webhook listen`; throws what is wrong with them.
  init(words: [String]) throws(WordError) {
    var rest = words[...]
    var isNamed = false
    while let word = rest.popFirst() {
      switch word {
      case "--no-verify": checksSignatures = false
      case "--path": path = try Self.value(word, &rest)
      case "--forward": forward = try Self.value(word, &rest)
      case "--save": save = try Self.value(word, &rest)
      case "--port":
        let text = try Self.value(word, &rest)
        guard let number = Int(text) else { throw WordError(message: "`\(text)` is not a port") }
        port = number
      case _ where word.hasPrefix("-") || isNamed:
        throw WordError(message: "unexpected `\(word)`: `webhook listen` does not accept it")
      default: (account, isNamed) = (word, true)
      }
    }
  }

  /// What is wrong with the words of a command.
  struct WordError: Error {
    var message: String
  }

  private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws(WordError) -> String {
    guard let value = rest.popFirst() else { throw WordError(message: "`\(option)` needs a value") }
    return value
  }
}
