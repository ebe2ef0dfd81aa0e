/// A setting that is one of a few words, the same ones in `set` and in `config.json`.
protocol WordSetting: RawRepresentable<String>, CaseIterable, Sendable {
  /// What the word means.
  var summary: String { get }
}

extension WordSetting {
  static var words: [(name: String, summary: String)] { allCases.map { ($0.rawValue, $0.summary) } }
}

extension StatusReports: WordSetting {}
