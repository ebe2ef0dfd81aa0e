public import JSON

/// Determines the columns of a CSV file from its first lines.
public enum CSVColumns {
  /// Returns the column names that `read_csv(path; options)` would use; nil if it would fail, or if rows are arrays.
  public static func names(of path: String, options: Value, in files: any FileReader) -> [String]? {
    do throws(Failure) {
      let options = try CSVOptions(options)
      let text = try FileText(path, in: files, encoding: options.encoding, advice: .option)
      return try CSVTable(text, options).names
    } catch {
      return nil
    }
  }
}
