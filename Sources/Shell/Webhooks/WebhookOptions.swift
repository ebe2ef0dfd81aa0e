/// The options of `webhook listen`.
public struct WebhookOptions: Sendable {
  /// The default port. It is fixed, since a tunnel leads to it.
  public static let usualPort = 4747

  /// The account, as `PROVIDER[@PROFILE]`.
  public var account = "codementor"
  /// The port on 127.0.0.1; 0 for any free one.
  public var port = WebhookOptions.usualPort
  /// The only accepted path; nil accepts any.
  public var path: String?
  /// The local address to which posts are forwarded.
  public var forward: String?
  /// The file to which events are appended.
  public var save: String?
  /// The number of events after which to stop.
  public var count: Int?
  /// Whether signatures are checked.
  public var checksSignatures = true

  /// Creates the default options.
  public init() {}
}

extension WebhookOptions {
  /// The options of the prompt's command, which are the same as those of the program.
  static let words: [(name: String, summary: String)] = [
    ("--port", "the port on 127.0.0.1, 4747 by default; 0 picks a free one"), ("--path", "accept this path only"),
    ("--forward", "send posts on to this address of the machine"), ("--save", "append events to this file"),
    ("--no-verify", "look at no signature"),
  ]

  /// Parses the words after `webhook listen`. Throws for invalid ones.
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

  /// An invalid word of a command.
  struct WordError: Error {
    var message: String
  }

  private static func value(_ option: String, _ rest: inout ArraySlice<String>) throws(WordError) -> String {
    guard let value = rest.popFirst() else { throw WordError(message: "`\(option)` needs a value") }
    return value
  }
}
