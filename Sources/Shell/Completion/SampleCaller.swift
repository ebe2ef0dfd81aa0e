import Diagnostics
import HTTP
import JSON
import Query
import Script

/// Returns sample values for calls, derived from their documentation or their latest responses.
struct SampleCaller: Caller {
  let catalog: any Catalog
  /// Returns the exchange with a number, nil for the latest; exchanges are real.
  var exchange: @Sendable (_ number: Int?) -> Value? = { _ in nil }
  /// Returns the latest response of a method.
  var seen: @Sendable (Account, MethodSignature) -> Value? = { _, _ in nil }
  /// Whether the latest response is preferred over the documentation.
  var prefersSeen = false

  func call(_ call: Call) throws(Failure) -> Value {
    let method = catalog.method(of: call.provider, resource: call.resource, name: call.method)
    return method.flatMap { answer($0, of: call.account) } ?? .null
  }

  /// A sample of a method's response; nil if unknown.
  func answer(_ method: MethodSignature, of account: Account) -> Value? {
    let documented = method.answer.flatMap { $0 == .any ? nil : Self.sample($0) }
    return prefersSeen ? seen(account, method) ?? documented : documented ?? seen(account, method)
  }

  func pages(_ call: Call) throws(Failure) -> any PageIterator {
    OnePage(try self.call(call).array ?? [])
  }

  func exchange(_ number: Int?, range: SourceRange) throws(Failure) -> Value {
    exchange(number) ?? .null
  }

  /// A sample value of a shape.
  static func sample(_ shape: Shape) -> Value {
    switch shape {
    case .any, .null: .null
    case .boolean: false
    case .number: 0
    case .string: ""
    case .array(let element): [sample(element)]
    case .object(let fields): Value(Object(fields.map { (Text($0.name), sample($0.shape)) }))
    }
  }

  private final class OnePage: PageIterator {
    private var items: [Value]?

    init(_ items: [Value]) {
      self.items = items
    }

    func next() throws(Failure) -> [Value]? {
      defer { items = nil }
      return items
    }
  }
}
