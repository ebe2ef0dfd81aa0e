import JSON

extension JQ {
  /// The command-line options.
  struct Options {
    var slurp = false
    var rawInput = false
    var nullInput = false
    var sequence = false
    var stream = false
    var streamErrors = false

    var rawOutput = false
    /// Whether outputs are not followed by a line break.
    var joined = false
    /// Whether outputs are followed by a NUL.
    var terminatedByNUL = false
    var unbuffered = false
    var format = Format.pretty
    var coloured = false
    var monochrome = false

    var exitStatus = false
    /// The filter, or the file that contains it.
    var program: String?
    var fromFile = false
    var files: [String] = []
    var libraryPaths: [String]?
    var positional: [Value] = []
    var named = Object()
  }
}
