/// A character encoding of files.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1 = "latin1"
  case windows1252 = "windows-1252"
  /// The byte order follows from the byte order mark, or else from the position of zero bytes.
  case utf16 = "utf-16"

  /// The name in messages.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .latin1: "Latin-1"
    case .windows1252: "Windows-1252"
    case .utf16: "UTF-16"
    }
  }
}

/// Bytes that are not valid in the expected encoding, with their line from 1.
public struct EncodingFault: Error, Sendable, Equatable {
  /// Why the bytes are invalid.
  public enum Reason: Sendable, Equatable {
    /// A byte that is invalid in this encoding.
    case invalid(UInt8, TextEncoding)
    /// An unpaired surrogate.
    case surrogate
    /// The text ends within a character.
    case incomplete(TextEncoding)
    /// A zero byte.
    case zero
    /// A format that is not text, such as `a gzip file`.
    case binary(String)
  }

  /// Why the bytes are invalid.
  public let reason: Reason
  /// The line, from 1.
  public let line: Int

  /// The message, without the line.
  public var message: String {
    switch reason {
    case .invalid(let byte, let encoding):
      "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true)) is not valid \(encoding.name)"
    case .surrogate: "a surrogate without its partner is not valid UTF-16"
    case .incomplete(let encoding): "the text ends in the middle of a character (\(encoding.name))"
    case .zero: "a zero byte: this is a binary file, or UTF-16 without a byte-order mark"
    case .binary(let format): "this is \(format), not text"
    }
  }
}

extension EncodingFault {
  /// Recognises a binary file by its first bytes; four are sufficient.
  static func binary(_ start: ArraySlice<UInt8>) -> EncodingFault? {
    let found = formats.first { start.starts(with: $0.start) }
    return found.map { EncodingFault(reason: .binary($0.name), line: 1) }
  }

  /// The first bytes of formats that are mistaken for text.
  static let formats: [(start: [UInt8], name: String)] = [
    ([0x1F, 0x8B], "a gzip file"), ([0x50, 0x4B, 3, 4], "a zip file or an Excel workbook"),
    ([0x42, 0x5A, 0x68, 0x39], "a bzip2 file"), ([0xFD, 0x37, 0x7A, 0x58], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"), ([0x25, 0x50, 0x44, 0x46], "a PDF file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or Word file"),
  ]
}
