import Glibc
import JSON
import Query
import Threads

/// `edush jq`: jq 1.8.2's command line, down to the bytes of its output, its messages and its exit codes.
///
/// Nothing here needs the argument parser, the network or the terminal, so that it starts at once.
enum JQ {
  /// The version that `--version` shows.
  static let version = "1.8.2"

  /// Runs the command with the arguments behind `jq`. Gives the exit code, or ends the process with it.
  static func run(_ arguments: [String]) -> Int32 {
    switch Options.parse(arguments) {
    case .run(let options): return run(options)
    case .end(let ending):
      (ending.status == 0 ? StandardOutput() : StandardOutput(descriptor: STDERR_FILENO)).print(ending.text)
      return ending.status
    }
  }

  private static func run(_ options: Options) -> Int32 {
    DeepStack.run {
      switch Command.load(options) {
      case .failure(let ending):
        StandardError.print(ending.text)
        exit(ending.status)
      case .success(let command):
        let output = StandardOutput(isImmediate: options.unbuffered || isatty(STDOUT_FILENO) != 0)
        let run = Run(command, options, output: output)
        // Leaving from here saves the time to take thread, program and values down.
        exit(output.close(run.status()))
      }
    }
  }
}

extension JQ {
  /// A text to print and the status to exit with.
  struct Ending: Error {
    var text: String
    var status: Int32

    /// A mistake in the command line, with the pointer to the help.
    static func usage(_ message: String) -> Ending {
      Ending(
        text: """
          \(message)
          Use jq --help for help with command-line options,
          or see the jq manpage, or online docs at https://jqlang.org

          """, status: 2)
    }
  }

  /// What an environment variable holds.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
