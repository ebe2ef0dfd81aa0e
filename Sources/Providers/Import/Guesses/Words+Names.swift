extension Words {
  /// A valid identifier derived from a text; empty if the text contains no letters and digits.
  static func name(_ text: String) -> String { name(of(text)) }

  static func name(_ words: [String]) -> String {
    let name = words.joined(separator: "_")
    return name.first?.isNumber == true ? "_" + name : name
  }

  static func isPlural(_ name: String) -> Bool {
    if ["people", "children", "data", "media", "metadata"].contains(where: name.hasSuffix) { return true }
    return name.hasSuffix("s") && !["ss", "us", "is", "status", "news"].contains { name.hasSuffix($0) }
  }

  static func singular(_ name: String) -> String {
    guard isPlural(name), name.hasSuffix("s") else { return name }
    if name.hasSuffix("ies"), name.count > 4 { return name.dropLast(3) + "y" }
    let isHissing = ["sses", "shes", "ches", "xes", "zzes"].contains { name.hasSuffix($0) }
    return String(name.dropLast(isHissing ? 2 : 1))
  }
}
