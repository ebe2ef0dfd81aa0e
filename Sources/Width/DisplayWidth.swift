/// Returns the number of terminal columns of a text: 2 for East Asian wide characters and emoji, 0 for combining marks
/// and other invisible characters, 1 for all others, regardless of locale. Control characters have width 0, so make
/// them visible first.
///
/// Source: Unicode 17 East Asian Width (UAX #11) and emoji presentation (UTS #51).
public func displayWidth(of text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// Returns the number of terminal columns of a grapheme cluster.
public func displayWidth(of character: Character) -> Int {
  let scalars = character.unicodeScalars
  guard let first = scalars.first else { return 0 }
  let width = displayWidth(of: first)
  guard scalars.count > 1 else { return width }
  if isEmojiSequence(scalars, first) { return 2 }
  return scalars.dropFirst().reduce(width) { $0 + displayWidth(of: $1) }
}

/// Whether the scalars form a single emoji: joined, with a skin tone, a flag, or with a variation selector.
private func isEmojiSequence(_ scalars: Character.UnicodeScalarView, _ first: Unicode.Scalar) -> Bool {
  guard first.value >= 0x23 else { return false }
  return scalars.dropFirst().contains { scalar in
    switch scalar.value {
    case 0xFE0F: first.properties.isEmoji
    case 0x200D: first.value > 0xFF && first.properties.isEmoji
    case 0x1F3FB...0x1F3FF: true
    case 0x1F1E6...0x1F1FF: (0x1F1E6...0x1F1FF).contains(first.value)
    default: false
    }
  }
}

private func displayWidth(of scalar: Unicode.Scalar) -> Int {
  let value = scalar.value
  if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
  if isInvisible(scalar) { return 0 }
  return value >= 0x1100 && isWide(value) ? 2 : 1
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return true }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return true
  default: return false
  }
}
