import Diagnostics
import Glibc
import JSON
import Query

extension JQ {
  /// Runs a program for its inputs and prints the outputs.
  final class Run {
    /// The outcome of the program for one input.
    private enum Outcome {
      case noOutput
      /// The last output, and whether it was truthy.
      case output(isTruthy: Bool)
      case failed
      case halted(Int32)
    }

    private let command: Command
    private let options: Options
    private let output: StandardOutput
    private let writer: ValueWriter
    private let drain: Drain
    private let inputs: Inputs
    private let context = EvaluationContext()
    /// The locations for which an error has been explained.
    private var explained: Set<SourceRange> = []

    init(_ command: Command, _ options: Options, output: StandardOutput) {
      self.command = command
      self.options = options
      self.output = output
      drain = { output.flush(&$0) }
      writer = ValueWriter(options)
      inputs = Inputs.make(options)
      prepareContext()
    }

    /// Runs the program and returns the exit code.
    func status() -> Int32 {
      let (outcome, hasSeenTruthy) = options.nullInput ? (process(.null), nil) : processInputs()
      if inputs.files.failures > 0 { return 2 }
      switch outcome {
      case .halted(let status): return status
      case .failed: return 5
      case .output(let isTruthy): return options.exitStatus && !isTruthy ? 1 : 0
      case .noOutput:
        guard options.exitStatus else { return 0 }
        return hasSeenTruthy.map { $0 ? 0 : 1 } ?? 4
      }
    }

    /// The outcome for the last input, and whether the last output of all was truthy.
    private func processInputs() -> (Outcome, Bool?) {
      var outcome = Outcome.noOutput
      var last: Bool?
      while inputs.files.failures == 0 {
        do throws(ParseError) {
          guard let value = try inputs.next() else { break }
          outcome = process(value)
        } catch {
          if ignores(error) { continue }
          return (.failed, last)
        }
        switch outcome {
        case .output(let isTruthy): last = isTruthy
        case .halted: return (outcome, last)
        case .failed, .noOutput: continue
        }
      }
      return (outcome, last)
    }

    /// Reports an input that is not JSON; returns whether further inputs may follow.
    private func ignores(_ error: ParseError) -> Bool {
      StandardError.print("jq: \(options.sequence ? "ignoring parse" : "parse") error: \(error.message)\n")
      return options.sequence
    }
  }
}

// MARK: A single input

extension JQ.Run {
  private func process(_ value: consuming Value) -> Outcome {
    var outcome = Outcome.noOutput
    // For hints only an unparsed input is kept, since another reference would prevent in-place changes.
    let input: Value = if case .lazy = value { copy value } else { .null }
    do throws(EvaluationError) {
      try command.filter.run(value, variables: command.variables, context: context) {
        (value: consuming Value) throws(EvaluationError) in
        outcome = .output(isTruthy: value.isTruthy)
        return try write(value)
      }
      return outcome
    } catch {
      return report(error, input)
    }
  }

  /// Prints an output.
  private func write(_ value: consuming Value) throws(EvaluationError) -> Bool {
    if options.rawOutput, let text = value.text, !options.format.ascii {
      try write(text)
    } else {
      if options.sequence, !(options.rawOutput && value.kind == .string) { output.bytes.append(0x1E) }
      writer.write(value, to: &output.bytes, drain: drain)
    }
    if !options.joined { output.bytes.append(0x0A) }
    if options.terminatedByNUL { output.bytes.append(0) }
    output.endValue()
    return true
  }

  private func write(_ text: Text) throws(EvaluationError) {
    let hasNUL = options.terminatedByNUL && text.withUTF8 { $0.contains(0) }
    guard !hasNUL else {
      let message = "Cannot dump a string containing NUL with --raw-output0 option"
      throw .error(RuntimeError(value: Value(message), message: message))
    }
    writer.writeRaw(text, to: &output.bytes)
  }

  private func report(_ error: EvaluationError, _ input: Value) -> Outcome {
    switch error {
    case .error(let error):
      report(error.value)
      explain(error, input)
      return .failed
    case .halt(let status, let value):
      if let value { JQ.Run.printHalt(value) }
      return .halted(max(0, status) & 0xFF)
    case .limit(let message):
      report(Value(message))
      return .failed
    case .cancelled: return .failed
    }
  }

  private func report(_ value: Value) {
    var line = Array("jq: error (at \(inputs.position))".utf8)
    if let text = value.text {
      line.append(contentsOf: ": ".utf8)
      text.withUTF8 { line.append(contentsOf: $0) }
    } else {
      line.append(contentsOf: " (not a string): ".utf8)
      value.write(to: &line)
    }
    JQ.StandardError.print(line + [0x0A])
  }

  /// Explains the location of an error below jq's message, once per location.
  private func explain(_ error: RuntimeError, _ input: Value) {
    guard let range = error.range, explained.insert(range).inserted else { return }
    var diagnostic = error.diagnostic
    if error.isAboutNull, let hint = command.filter.misspelling(in: input)?.hint { diagnostic.hint = hint }
    JQ.StandardError.explain(diagnostic)
  }

  /// Prints the value of `halt_error`: a string unchanged, nothing for null, otherwise a line of JSON.
  private static func printHalt(_ value: Value) {
    var bytes: [UInt8] = []
    if let text = value.text {
      text.withUTF8 { bytes.append(contentsOf: $0) }
    } else if !value.isNull {
      value.write(to: &bytes)
      bytes.append(0x0A)
    }
    JQ.StandardError.print(bytes)
  }
}

// MARK: Environment

extension JQ.Run {
  private func prepareContext() {
    let (inputs, context) = (inputs, context)
    context.inputs = { () throws(EvaluationError) in
      do throws(ParseError) { return try inputs.next() } catch {
        throw .error(RuntimeError(value: Value(error.message), message: error.message))
      }
    }
    context.memoryLimit = EvaluationContext.memoryLimit(megabytes: JQ.environment("EDUSH_MEMORY_LIMIT"))
    context.inputName = { inputs.files.name }
    context.inputLine = { inputs.line }
    context.debug = debugPrinter
    context.standardError = { value in
      var bytes: [UInt8] = []
      if let text = value.text { text.withUTF8 { bytes.append(contentsOf: $0) } } else { value.write(to: &bytes) }
      JQ.StandardError.print(bytes)
    }
    context.environmentSource = { Self.environment }
    context.arguments = .array(options.positional)
    context.clock = Self.now
    context.random = { UInt64.random(in: .min ... .max) }
    context.searchPaths = command.modules.paths
    context.programOrigin = command.modules.programOrigin
    context.executableOrigin = command.modules.executableOrigin
  }

  private var debugPrinter: (Value) -> Void {
    let writer = writer
    return { value in
      var bytes: [UInt8] = []
      writer.compact.write(.array(["DEBUG:", value]), to: &bytes)
      JQ.StandardError.printJSON(bytes + [0x0A])
    }
  }

  private static var environment: [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        result.append((String(text[..<equals]), String(text[text.index(after: equals)...])))
      }
      place += 1
    }
    return result
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec / 1000) / 1_000_000
  }
}
