import Script

/// An interpreter used by several threads, one at a time: a waiting thread does not access it.
final class SharedInterpreter: @unchecked Sendable {
  let value: Interpreter

  init(_ value: Interpreter) {
    self.value = value
  }
}
