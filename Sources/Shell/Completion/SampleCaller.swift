import Diagnostics
import HTTP
import JSON
import Query
import Script

/// Answers calls with samples of what their documents show, or with what their latest responses showed.
struct SampleCaller: Caller {
  let catalog: any Catalog
  /// The exchange of a number, nil for the latest; they are real.
  var exchange: @Sendable (_ number: Int?) -> Value? = { _ in nil }
  /// What the latest response of a method showed.
  var seen: @Sendable (Account, MethodSignature) -> Value? = { _, _ in nil }
  /// Which of the two comes first.
  var prefersSeen = false

  func call(_ call: Call) throws(Failure) -> Value {
    let method = catalog.method(of: call.provider, resource: call.resource, name: call.method)
    return method.flatMap { answer($0, of: call.account) } ?? .null
  }

  /// What a method shows; nil where that is not known.
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

  /// A value of that shape.
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
