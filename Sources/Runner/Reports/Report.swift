/// Generates reports. `ReportWriter` writes them to files.
public enum Report {
  /// The content of a report, in UTF-8.
  public static func bytes(_ kind: ReportKind, _ input: ReportInput) -> [UInt8] {
    switch kind {
    case .json: JSONReport(input).bytes
    case .junit: JUnitReport(input).bytes
    case .tap: TAPReport(input).bytes
    case .csv: StepTable(input.record).bytes
    case .html: HTMLReport(input).bytes
    }
  }
}
