import Calendar
import Diagnostics
import Query
import Rendering
import Script

/// What `set` changes.
enum Setting: String, CaseIterable {
  case output
  case status
  case timezone
  case columns

  var summary: String {
    switch self {
    case .output: "how results are shown"
    case .status: "after which calls a line reports the status"
    case .timezone: "the zone of times without one"
    case .columns: "the columns of a resource's tables"
    }
  }

  var usage: String {
    switch self {
    case .output: "`set output FORMAT`"
    case .status: "`set status on`, `off` or `writes`"
    case .timezone: "`set timezone ZONE`, such as Europe/Amsterdam"
    case .columns: "`set columns RESOURCE a,b.c`, `set columns RESOURCE auto`"
    }
  }
}

extension PromptCommand {
  static let set = PromptCommand(
    name: "set", usage: "set output FORMAT, set status on|off|writes, set timezone ZONE, set columns RESOURCE a,b.c",
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
    case .status:
      guard let reports = value.flatMap(StatusReports.init(rawValue:)) else {
        let reports = call.console.statusReports
        return printer.prose("status is \(reports.rawValue): \(reports.summary)")
      }
      call.console.statusReports = reports
    case .timezone:
      guard let value else { return printer.prose("timezone is \(zones.current?.name ?? "not set")") }
      zones.current = zones.database[value]
    }
  }

  /// What is wrong with the words after `set`.
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
    switch setting {
    case .output:
      let names = OutputFormat.allCases.map(\.rawValue)
      guard !names.contains(value) else { return nil }
      let near = names.nearest(to: value).map { "did you mean `\($0)`?" }
      return Objection("`output` takes \(names.joined(separator: ", "))", hint: near ?? setting.usage)
    case .status:
      let names = StatusReports.allCases.map(\.rawValue)
      guard !names.contains(value) else { return nil }
      let near = names.nearest(to: value).map { "did you mean `\($0)`?" }
      return Objection("`status` takes \(names.joined(separator: ", "))", hint: near ?? setting.usage)
    case .timezone:
      guard zones[value] == nil else { return nil }
      return Objection("unknown time zone `\(value)`", hint: zones.advice(for: value))
    case .columns: return nil
    }
  }
}
