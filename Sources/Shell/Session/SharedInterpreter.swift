import Script

/// An interpreter that goes from thread to thread, one at a time: the thread that waits does not touch it.
final class SharedInterpreter: @unchecked Sendable {
  let value: Interpreter

  init(_ value: Interpreter) {
    self.value = value
  }
}
