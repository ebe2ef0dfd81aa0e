import Glibc

extension String {
  /// Whether the text contains another one, byte by byte in UTF-8. `contains` compares characters, which is far slower.
  public func holdsBytes(of part: String) -> Bool {
    var (whole, part) = (self, part)
    return whole.withUTF8 { whole in
      part.withUTF8 { part in
        guard let first = part.first, let start = part.baseAddress else { return true }
        var rest = whole[...]
        while let index = rest.firstIndex(of: first), whole.endIndex - index >= part.count {
          if memcmp(whole.baseAddress! + index, start, part.count) == 0 { return true }
          rest = whole[(index + 1)...]
        }
        return false
      }
    }
  }
}
