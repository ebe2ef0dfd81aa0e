import Glibc
import JSON

extension JQ.Options {
  enum Parsed {
    case run(JQ.Options)
    case end(JQ.Ending)
  }

  /// Parses the arguments as jq does: in order, with options between filter and files, up to the first error.
  static func parse(_ arguments: [String]) -> Parsed {
    var reader = ArgumentReader(arguments)
    do throws(JQ.Ending) {
      try reader.read()
      return .run(reader.options)
    } catch {
      return .end(error)
    }
  }
}

/// Iterates over the arguments.
private struct ArgumentReader {
  private enum Positional {
    case files, strings, json
  }

  var options = JQ.Options()
  private let arguments: [String]
  private var index = 0
  private var positional = Positional.files
  private var isPastOptions = false

  init(_ arguments: [String]) { self.arguments = arguments }

  mutating func read() throws(JQ.Ending) {
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if isPastOptions || !Self.looksLikeOption(argument) {
        try take(argument)
      } else if argument == "--" {
        isPastOptions = true
      } else if argument.utf8.dropFirst().first == UInt8(ascii: "-") {
        try long(String(argument.dropFirst(2)))
      } else {
        try cluster(argument.dropFirst())
      }
    }
    if options.program == nil, !options.fromFile, isatty(STDOUT_FILENO) == 0 || isatty(STDIN_FILENO) == 0 {
      options.program = "."
    }
    guard options.program != nil else { throw JQ.Ending(text: JQ.shortUsage, status: 2) }
  }

  private static func looksLikeOption(_ argument: String) -> Bool {
    let bytes = Array(argument.utf8.prefix(2))
    guard bytes.count == 2, bytes[0] == UInt8(ascii: "-") else { return false }
    let letter = bytes[1] | 0x20
    return bytes[1] == UInt8(ascii: "-") || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
  }

  private mutating func take(_ argument: String) throws(JQ.Ending) {
    guard options.program != nil else {
      options.program = argument
      return
    }
    switch positional {
    case .files: options.files.append(argument)
    case .strings: options.positional.append(Value(argument))
    case .json:
      guard let value = try? Value.parse(argument) else {
        throw .usage("jq: invalid JSON text passed to --jsonargs")
      }
      options.positional.append(value)
    }
  }
}

// MARK: Options without parameters

extension ArgumentReader {
  /// Parses combined short options.
  private mutating func cluster(_ letters: Substring) throws(JQ.Ending) {
    var rest = letters
    while let letter = rest.popFirst() {
      if letter == "L" {
        if rest.isEmpty { try libraryPath() } else { addLibraryPath(String(rest)) }
        return
      }
      guard let name = Self.name(of: letter), try flag(name) else {
        throw .usage("jq: Unknown option -\(letter)")
      }
    }
  }

  /// The long name of a short option. A switch instead of a dictionary, since this runs on every start.
  private static func name(of letter: Character) -> String? {
    switch letter {
    case "s": "slurp"
    case "r": "raw-output"
    case "j": "join-output"
    case "c": "compact-output"
    case "C": "color-output"
    case "M": "monochrome-output"
    case "a": "ascii-output"
    case "S": "sort-keys"
    case "R": "raw-input"
    case "n": "null-input"
    case "f": "from-file"
    case "b": "binary"
    case "e": "exit-status"
    case "h": "help"
    case "V": "version"
    default: nil
    }
  }

  private mutating func long(_ name: String) throws(JQ.Ending) {
    switch name {
    case "library-path": try libraryPath()
    case "indent": try indent()
    case "arg": try argument()
    case "argjson": try jsonArgument()
    case "rawfile": try file(name)
    case "slurpfile": try file(name)
    default:
      guard try flag(name) else { throw .usage("jq: Unknown option --\(name)") }
    }
  }

  /// Sets an option without parameters; returns false if it does not exist.
  private mutating func flag(_ name: String) throws(JQ.Ending) -> Bool {
    switch name {
    case "slurp": options.slurp = true
    case "raw-input": options.rawInput = true
    case "null-input": options.nullInput = true
    case "seq": options.sequence = true
    case "stream": options.stream = true
    case "stream-errors": (options.stream, options.streamErrors) = (true, true)
    case "raw-output": options.rawOutput = true
    case "join-output": (options.rawOutput, options.joined) = (true, true)
    case "raw-output0": (options.rawOutput, options.joined, options.terminatedByNUL) = (true, true, true)
    case "unbuffered": options.unbuffered = true
    case "compact-output": options.format.indent = .none
    case "tab": options.format.indent = .tab
    case "ascii-output": options.format.ascii = true
    case "sort-keys": options.format.sortKeys = true
    case "color-output": options.coloured = true
    case "monochrome-output": options.monochrome = true
    case "exit-status": options.exitStatus = true
    case "from-file": options.fromFile = true
    case "args": positional = .strings
    case "jsonargs": positional = .json
    case "binary", "debug-dump-disasm", "debug-trace", "debug-trace=all": break
    case "help": throw JQ.Ending(text: JQ.usage, status: 0)
    case "version": throw JQ.Ending(text: "jq-\(JQ.version)\n", status: 0)
    case "build-configuration": throw JQ.Ending(text: JQ.buildConfiguration + "\n", status: 0)
    default: return false
    }
    return true
  }
}

// MARK: Options with parameters

extension ArgumentReader {
  private mutating func libraryPath() throws(JQ.Ending) {
    guard let path = parameter() else {
      throw .usage("-L takes a parameter: (e.g. -L /search/path or -L/search/path)")
    }
    addLibraryPath(path)
  }

  private mutating func addLibraryPath(_ path: String) {
    options.libraryPaths = (options.libraryPaths ?? []) + [JQ.Path.resolved(path)]
  }

  private mutating func indent() throws(JQ.Ending) {
    guard let text = parameter() else { throw .usage("jq: --indent takes one parameter") }
    guard let width = Int(text), (-1...7).contains(width) else {
      throw .usage("jq: --indent takes a number between -1 and 7")
    }
    options.format.indent = width < 0 ? .tab : .spaces(width)
  }

  private mutating func argument() throws(JQ.Ending) {
    guard let (name, text) = parameters() else {
      throw .usage("jq: --arg takes two parameters (e.g. --arg varname value)")
    }
    bind(name) { Value(text) }
  }

  private mutating func jsonArgument() throws(JQ.Ending) {
    guard let (name, text) = parameters() else {
      throw .usage("jq: --argjson takes two parameters (e.g. --argjson varname text)")
    }
    try bind(name) { () throws(JQ.Ending) in
      do throws(ParseError) { return try Value.parse(text) } catch {
        throw .usage("jq: invalid JSON text passed to --argjson")
      }
    }
  }

  private mutating func file(_ option: String) throws(JQ.Ending) {
    guard let (name, path) = parameters() else {
      throw .usage("jq: --\(option) takes two parameters (e.g. --\(option) varname filename)")
    }
    try bind(name) { () throws(JQ.Ending) in
      do throws(JQ.FileError) {
        let bytes = try JQ.File.contents(path)
        return option == "rawfile" ? Value(Text(utf8: bytes)) : .array(try JQ.File.values(bytes))
      } catch {
        throw JQ.Ending(text: "jq: Bad JSON in --\(option) \(name) \(path): \(error.message)\n", status: 2)
      }
    }
  }

  /// Binds a name unless it is already bound.
  private mutating func bind<E>(_ name: String, _ value: () throws(E) -> Value) throws(E) {
    guard options.named[name] == nil else { return }
    options.named[Text(name)] = try value()
  }

  private mutating func parameter() -> String? {
    guard index < arguments.count else { return nil }
    defer { index += 1 }
    return arguments[index]
  }

  private mutating func parameters() -> (String, String)? {
    guard index + 1 < arguments.count else { return nil }
    defer { index += 2 }
    return (arguments[index], arguments[index + 1])
  }
}
