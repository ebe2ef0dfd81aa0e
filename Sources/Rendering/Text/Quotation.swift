import Width

// Quotes foreign text in messages, so that a value in a question cannot be mistaken for part of it.

/// Returns the text in quotes, on a single line, truncated to a number of columns; see ``oneLine(_:columns:)``. Quotes
/// and backslashes within it are escaped, so that its end is unambiguous.
public func quoted(_ text: String, columns limit: Int = 80) -> String {
  let limit = bounded(limit)
  return "\"\(oneLine(escapingQuotes(text, atMost: limit * 4 + 4), columns: limit))\""
}

/// Returns the text on a single line, with every character visible that could hide or reorder others. Control
/// characters and bidirectional controls appear as in ``visible(_:lineBreaks:)``, zero-width characters and tags as
/// `\u200b`, line breaks as `⏎`. Text wider than `limit` columns is truncated and ends in `…`.
public func oneLine(_ text: String, columns limit: Int = 80) -> String {
  let limit = bounded(limit)
  var output = ""
  var last: Unicode.Scalar = " "
  // A truncated line need not be read to its end.
  for scalar in text.unicodeScalars.prefix(limit * 4 + 4) {
    switch scalar {
    case "\n" where last == "\r": break
    case "\n", "\r": output += "⏎"
    case _ where isHidden(scalar):
      var escape: [UInt8] = []
      appendUnicodeEscape(scalar.value, to: &escape)
      output += String(decoding: escape, as: UTF8.self)
    default: output.unicodeScalars.append(scalar)
    }
    last = scalar
  }
  return visible(output, lineBreaks: .escaped).cut(toColumns: limit)
}

private func bounded(_ columns: Int) -> Int { min(max(1, columns), 1 << 16) }

private func escapingQuotes(_ text: String, atMost limit: Int) -> String {
  text.unicodeScalars.prefix(limit).reduce(into: "") { output, scalar in
    if scalar == "\"" || scalar == "\\" { output += "\\" }
    output.unicodeScalars.append(scalar)
  }
}

/// Whether the character has no width and is not escaped by `visible`: zero-width characters, direction marks, fillers,
/// tags. This includes joiners within emoji.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2060...0x2065,
    0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
    true
  default: false
  }
}

extension String {
  /// Like `shortened(toColumns:)`, but also limits the length, because zero-width marks use no columns.
  fileprivate func cut(toColumns limit: Int) -> String {
    guard unicodeScalars.count > limit * 4 else { return shortened(toColumns: limit) }
    let beginning = String(String.UnicodeScalarView(unicodeScalars.prefix(limit * 4)))
    return displayWidth(of: beginning) < limit ? beginning + "…" : beginning.shortened(toColumns: limit)
  }
}
