import Glibc

/// Checks that arguments are valid UTF-8, since Swift would replace invalid bytes.
enum ArgumentEncoding {
  /// An error about the first argument that is not valid UTF-8; nil if all are. Only the option is named, since the
  /// value may be secret.
  static var fault: String? {
    var option: String?
    for (number, pointer) in arguments.enumerated().dropFirst() {
      let bytes = Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
      guard let text = String(validating: bytes, as: UTF8.self) else {
        let name = self.option(bytes).map { " (\($0))" } ?? option.map { " after \($0)" } ?? ""
        return "argument \(number)\(name) is not valid UTF-8: \(fault(of: bytes))"
      }
      option = self.option(bytes).flatMap { text == $0 ? $0 : nil }
    }
    return nil
  }

  private static var arguments: [UnsafeMutablePointer<CChar>] {
    (0..<Int(CommandLine.argc)).compactMap { CommandLine.unsafeArgv[$0] }
  }

  /// The option at the beginning of an argument: `--name` in `--name=value`.
  private static func option(_ bytes: [UInt8]) -> String? {
    guard bytes.first == UInt8(ascii: "-") else { return nil }
    return String(validating: bytes.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
  }

  private static func fault(of bytes: [UInt8]) -> String {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var place = 0
    while case .valid(let character) = parser.parseScalar(from: &iterator) { place += character.count }
    return "its byte \(place + 1) is 0x\(String(bytes[place], radix: 16, uppercase: true))"
  }
}
