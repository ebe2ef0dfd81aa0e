import JSON

extension JQ {
  /// What the command line asks for.
  struct Options {
    var slurp = false
    var rawInput = false
    var nullInput = false
    var sequence = false
    var stream = false
    var streamErrors = false

    var rawOutput = false
    /// Whether no line break follows an output.
    var joined = false
    /// Whether a NUL follows an output.
    var terminatedByNUL = false
    var unbuffered = false
    var format = Format.pretty
    var coloured = false
    var monochrome = false

    var exitStatus = false
    /// The filter, or the file that holds it.
    var program: String?
    var fromFile = false
    var files: [String] = []
    var libraryPaths: [String]?
    var positional: [Value] = []
    var named = Object()
  }
}
