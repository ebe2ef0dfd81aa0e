/// Two texts side by side, line by line: what only the first has, what only the second has, what both have.
struct LineDifference {
  enum Line: Equatable {
    case both(Substring)
    case removed(Substring)
    case added(Substring)
  }

  let lines: [Line]

  /// Longest common subsequence; where the texts are too long for it, what lies between the common ends.
  init(_ old: String, _ new: String) {
    let a = old.split(separator: "\n", omittingEmptySubsequences: false)
    let b = new.split(separator: "\n", omittingEmptySubsequences: false)
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.dropFirst(head).reversed(), b.dropFirst(head).reversed()).prefix { $0 == $1 }.count
    let middle = Self.middle(Array(a[head..<(a.count - tail)]), Array(b[head..<(b.count - tail)]))
    lines = a[..<head].map { .both($0) } + middle + a[(a.count - tail)...].map { .both($0) }
  }

  private static func middle(_ a: [Substring], _ b: [Substring]) -> [Line] {
    guard a.count * b.count <= 4_000_000 else { return a.map { .removed($0) } + b.map { .added($0) } }
    var lengths = [[Int32]](repeating: [Int32](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        lengths[i][j] = a[i] == b[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, j < b.count, a[i] == b[j] {
        lines.append(.both(a[i]))
        (i, j) = (i + 1, j + 1)
      } else if j == b.count || (i < a.count && lengths[i + 1][j] >= lengths[i][j + 1]) {
        lines.append(.removed(a[i]))
        i += 1
      } else {
        lines.append(.added(b[j]))
        j += 1
      }
    }
    return lines
  }

  /// The differences with up to three lines around each.
  var text: String {
    let changed = lines.indices.filter { if case .both = lines[$0] { false } else { true } }
    var shown: Set<Int> = []
    for index in changed { shown.formUnion((index - 3)...(index + 3)) }
    var text = ""
    var last = -1
    for index in lines.indices where shown.contains(index) {
      if index > last + 1 { text += "  …\n" }
      last = index
      switch lines[index] {
      case .both(let line): text += "  \(line)\n"
      case .removed(let line): text += "- \(line)\n"
      case .added(let line): text += "+ \(line)\n"
      }
    }
    return text
  }
}
