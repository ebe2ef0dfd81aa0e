/// The introduction of the sandbox's prompt: five example lines, which run as tests.
enum Welcome {
  static let lines = [
    "coderpad.pads.list",
    "map(select(.language == \"ruby\") | .title)",
    "first(each(codementor.sessions.list) | select(.length > 3600))",
    "tutrex.lessons.create(title: \"Loops\", startTime: now + 86400 | floor, duration: 90)",
    "describe coursepath.members",
  ]

  /// The introduction if there are no accounts yet.
  static let first = """
    Welcome to edush. `login coderpad` logs in; `providers` lists the others.
    No account at hand? `edush --sandbox` simulates all five on this machine.
    Tab completes names, parameters and values: try it after `coderpad.`
    `help` lists commands and topics. Ctrl-D or `exit` leaves.

    """

  static var text: String {
    "edush with the five APIs simulated on this machine. Tab completes, help helps, Ctrl-D leaves. Worth trying:\n"
      + lines.map { "  \($0)\n" }.joined()
  }
}
