import Calendar
import Diagnostics
import Query
import Rendering
import Script

/// A setting that `set` changes.
enum Setting: String, CaseIterable {
  case output
  case status
  case theme
  case signature
  case timezone
  case columns

  var summary: String {
    switch self {
    case .output: "how results are shown"
    case .status: "after which calls a line reports the status"
    case .theme: "the colours of the input line"
    case .signature: "whether the signature of a call is shown while it is typed"
    case .timezone: "the zone of times without one"
    case .columns: "the columns of a resource's tables"
    }
  }

  var usage: String {
    switch self {
    case .output: "`set output FORMAT`"
    case .status: "`set status on`, `off` or `writes`"
    case .theme: "`set theme dark`, `light` or `none`"
    case .signature: "`set signature on` or `off`"
    case .timezone: "`set timezone ZONE`, such as Europe/Amsterdam"
    case .columns: "`set columns RESOURCE a,b.c`, `set columns RESOURCE auto`"
    }
  }

  /// The possible values with descriptions; nil if there are too many.
  var words: [(name: String, summary: String)]? {
    switch self {
    case .output: OutputFormat.allCases.map { ($0.rawValue, $0.summary) }
    case .status: StatusReports.words
    case .theme: Theme.words
    case .signature: SignatureDisplay.words
    case .timezone, .columns: nil
    }
  }
}

extension PromptCommand {
  static let set = PromptCommand(
    name: "set",
    usage: "set output FORMAT, set status on|off|writes, set theme dark|light|none, set signature on|off, "
      + "set timezone ZONE, set columns RESOURCE a,b.c",
    details: HelpText.table(Setting.allCases.map { ($0.rawValue, $0.summary) })
      + "\n\nformats: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")); `help output` explains them"
  ) { call throws(Failure) in
    if call.words.first == Setting.columns.rawValue { return try ColumnSetting(call).perform() }
    let zones = call.services.zones
    if let objection = objection(toSetting: call.words, zones: zones.database) {
      throw Failure(.usage, objection.message, hint: objection.hint)
    }
    let printer = call.console.printer
    let value = call.words.dropFirst().first
    switch call.words.first.flatMap(Setting.init(rawValue:)) {
    case nil, .columns: return
    case .output:
      guard let format = value.flatMap(OutputFormat.init(rawValue:)) else {
        return printer.prose("output is \(printer.format.rawValue)")
      }
      printer.format = format
    case .status: change(.status, \.status, to: value, call.console)
    case .theme: change(.theme, \.theme, to: value, call.console)
    case .signature: change(.signature, \.signature, to: value, call.console)
    case .timezone:
      guard let value else { return printer.prose("timezone is \(zones.current?.name ?? "not set")") }
      zones.current = zones.database[value]
    }
  }

  /// Changes a setting of the prompt; without a value, shows it.
  private static func change<Word: WordSetting>(
    _ setting: Setting, _ path: WritableKeyPath<PromptSettings, Word>, to value: String?, _ console: Console
  ) {
    guard let word = value.flatMap(Word.init(rawValue:)) else {
      let word = console.promptSettings[keyPath: path]
      return console.printer.prose("\(setting.rawValue) is \(word.rawValue): \(word.summary)")
    }
    console.promptSettings[keyPath: path] = word
  }

  /// Why the words after `set` are invalid; nil if they are valid.
  static func objection(toSetting words: [String], zones: ZoneDatabase) -> Objection? {
    let known = Setting.allCases.map(\.rawValue)
    guard let name = words.first, let setting = Setting(rawValue: name) else {
      let near = words.first.flatMap(known.nearest).map { "did you mean `\($0)`?" }
      let message = words.first.map { "unknown setting `\($0)`" } ?? "`set` needs a setting"
      return Objection(message, hint: near ?? "settings: " + known.joined(separator: ", "))
    }
    if setting == .columns {
      return Objection(
        "`set columns` works only at the prompt", hint: "select columns in the script: `map({id, title})`")
    }
    guard words.count <= 2 else { return Objection("`set \(name)` accepts one value", hint: setting.usage) }
    guard let value = words.dropFirst().first else { return nil }
    guard let names = setting.words?.map(\.name) else {
      guard setting == .timezone, zones[value] == nil else { return nil }
      return Objection("unknown time zone `\(value)`", hint: zones.advice(for: value))
    }
    guard !names.contains(value) else { return nil }
    let near = names.nearest(to: value).map { "did you mean `\($0)`?" }
    return Objection("`\(name)` accepts \(names.joined(separator: ", "))", hint: near ?? setting.usage)
  }
}
