import Diagnostics
import HTTP
import JSON
import Query
import Synchronization

/// A jq filter of a manifest, applied to responses. Compiled on first use.
final class AnswerFilter: Sendable {
  /// Stops a running filter when its call is cancelled.
  @TaskLocal static var cancellation: Cancellation?
  private static let memoryLimit = EvaluationContext.memoryLimit(megabytes: nil)

  let text: String
  /// The name in messages, such as `coderpad.pads.list: payload`.
  let name: String
  /// The member of the manifest that contains the filter.
  let path: ManifestPath
  private let definitions: String
  /// The offset of its own text after the definitions, in bytes.
  var offset: Int { definitions.utf8.count }
  private let compiled = Mutex<Filter?>(nil)

  init(_ text: String, of manifest: String, at path: ManifestPath, definitions: String) {
    self.text = text
    self.path = path
    name = "\(manifest): \(path)"
    self.definitions = definitions
  }

  /// Compiles the filter. Throws its faults.
  @discardableResult
  func compile() throws(Diagnostics) -> Filter {
    if let filter = compiled.withLock({ $0 }) { return filter }
    let filter = try Filter(parsing: definitions + text, name: name, environment: CompileEnvironment(dialect: .jq))
    compiled.withLock { $0 = filter }
    return filter
  }

  /// Returns the first output; null if there is none.
  func callAsFunction(_ input: Value) throws(Failure) -> Value {
    do {
      var result = Value.null
      try compile().run(input, context: Self.context) { (output: consuming Value) in
        result = output
        return false
      }
      return result
    } catch EvaluationError.cancelled {
      throw Failure(.transport, "interrupted", isInterruption: true)
    } catch let error as EvaluationError {
      throw Failure(.transport, "the response has an unexpected form: \(Self.message(error))")
    } catch let error as Diagnostics {
      throw Failure(.usage, "the manifest's filter \(name) is wrong: \(error.all.first?.message ?? text)")
    } catch {
      throw Failure(.usage, "the manifest's filter \(name) is wrong: \(error)")
    }
  }

  private static var context: EvaluationContext {
    let context = EvaluationContext()
    context.memoryLimit = memoryLimit
    if let cancellation { context.isCancelled = { cancellation.isCancelled } }
    return context
  }

  private static func message(_ error: EvaluationError) -> String {
    switch error {
    case .error(let error): error.message
    case .halt: "its filter halted"
    case .cancelled: "its filter was cancelled"
    case .limit(let text): text
    }
  }
}
