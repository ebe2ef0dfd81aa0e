/// A setting whose value is one of a few words, both in `set` and in `config.json`.
protocol WordSetting: RawRepresentable<String>, CaseIterable, Sendable {
  /// The meaning of the word.
  var summary: String { get }
}

extension WordSetting {
  static var words: [(name: String, summary: String)] { allCases.map { ($0.rawValue, $0.summary) } }
}

extension StatusReports: WordSetting {}
