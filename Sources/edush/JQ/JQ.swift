import Glibc
import JSON
import Query
import Threads

/// `edush jq`: the command line of jq 1.8.2, with identical output, messages and exit codes.
///
/// Does not use the argument parser, the network or the terminal, so that it starts quickly.
enum JQ {
  /// The version that `--version` shows.
  static let version = "1.8.2"

  /// Runs the command with the arguments after `jq`. Returns the exit code, or exits the process.
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
        // Exiting here saves the time for deallocating thread, program and values.
        exit(output.close(run.status()))
      }
    }
  }
}

extension JQ {
  /// A text to print and an exit status.
  struct Ending: Error {
    var text: String
    var status: Int32

    /// An error in the command line, with a reference to the help.
    static func usage(_ message: String) -> Ending {
      Ending(
        text: """
          \(message)
          Use jq --help for help with command-line options,
          or see the jq manpage, or online docs at https://jqlang.org

          """, status: 2)
    }
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
