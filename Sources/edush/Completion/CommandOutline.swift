import ArgumentParser
import JSON

/// The subcommands, options and arguments of a command, as described by the parser.
struct CommandOutline {
  /// An option, flag or positional argument.
  struct Argument {
    enum Values {
      case files(extensions: [String])
      case folders
      case words([String])
      /// Determined by the name of the value.
      case unknown
    }

    /// The names, such as `--output`, `-v`; empty for a positional argument.
    var names: [String]
    var valueName: String
    var help: String
    var expectsValue: Bool
    var isRepeating: Bool
    var values: Values
  }

  var name: String
  var help: String
  var isShown: Bool
  var commands: [CommandOutline]
  var options: [Argument]
  var positionals: [Argument]
}

extension CommandOutline {
  /// The whole command line. `edush` itself has the options of the prompt.
  static let edush: CommandOutline = {
    var root = CommandOutline((try? Value.parse(Edush._dumpHelp()))?["command"] ?? .null)
    if let prompt = root.command("prompt") { root.options = prompt.options }
    return root
  }()

  /// - Parameter description: the parser's description, as printed by `--experimental-dump-help`.
  private init(_ description: Value) {
    func list(_ key: String) -> [Value] { description[key]?.array ?? [] }
    name = description["commandName"]?.string ?? ""
    help = description["abstract"]?.string ?? ""
    isShown = description["shouldDisplay"]?.bool ?? false
    commands = list("subcommands").map(CommandOutline.init)
    let arguments = list("arguments").filter { $0["shouldDisplay"]?.bool == true }.map(Argument.init)
    options = arguments.filter { !$0.names.isEmpty }
    positionals = arguments.filter(\.names.isEmpty)
  }

  func command(_ name: String) -> CommandOutline? { commands.first { $0.name == name } }

  func option(_ name: String) -> Argument? { options.first { $0.names.contains(name) } }
}

extension CommandOutline.Argument {
  fileprivate init(_ description: Value) {
    let names = description["names"]?.array ?? []
    self.names = names.map { ($0["kind"]?.string == "long" ? "--" : "-") + ($0["name"]?.string ?? "") }
    valueName = description["valueName"]?.string ?? ""
    help = description["abstract"]?.string ?? ""
    expectsValue = description["kind"]?.string != "flag"
    isRepeating = description["isRepeating"]?.bool ?? false
    values = Values(description["completionKind"] ?? .null)
  }
}

extension CommandOutline.Argument.Values {
  fileprivate init(_ kind: Value) {
    func strings(_ value: Value?) -> [String] { (value?.array ?? []).compactMap(\.string) }
    if let file = kind["file"] {
      self = .files(extensions: strings(file["extensions"]))
    } else if kind["directory"] != nil {
      self = .folders
    } else if let list = kind["list"] {
      self = .words(strings(list["values"]))
    } else {
      self = .unknown
    }
  }
}
