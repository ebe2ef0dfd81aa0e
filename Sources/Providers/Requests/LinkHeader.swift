/// The `Link` header (RFC 8288).
enum LinkHeader {
  /// The URL of the next page; nil if there is none.
  static func next(in values: [String]) -> String? {
    for value in values {
      var rest = value[...]
      while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
        let url = rest[rest.index(after: open)..<close]
        let behind = rest[rest.index(after: close)...]
        let parameters = behind.prefix { $0 != "<" }
        if isNext(parameters) { return String(url) }
        rest = behind.dropFirst(parameters.count)
      }
    }
    return nil
  }

  private static func isNext(_ parameters: Substring) -> Bool {
    parameters.split { ";,".contains($0) }.contains { parameter in
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].filter({ $0 != " " }).lowercased() == "rel" else { return false }
      // One link may have several relations: `rel="next last"`.
      return pair[1].lowercased().split { " \"".contains($0) }.contains("next")
    }
  }
}
