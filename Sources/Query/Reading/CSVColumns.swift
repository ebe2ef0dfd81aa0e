public import JSON

/// The columns of a CSV file, by its first lines.
public enum CSVColumns {
  /// Their names, as `read_csv(path; options)` would find them; nil where it would fail, and for rows that are arrays.
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
