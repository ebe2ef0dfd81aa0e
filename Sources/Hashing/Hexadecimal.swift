/// Converts bytes to lower-case hexadecimal digits.
public enum Hexadecimal {
  /// Returns the digits as a string.
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: utf8(bytes), as: UTF8.self)
  }

  /// Returns the digits as UTF-8.
  public static func utf8(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
