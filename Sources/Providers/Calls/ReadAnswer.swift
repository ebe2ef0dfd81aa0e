import HTTP
import JSON
import Synchronization

/// The body of one answer, parsed once for the search of secrets and for the value.
final class ReadAnswer: Sendable {
  private let finder: SecretFinder
  private let shown: DisplaySecrets
  private let state = Mutex<Value?>(nil)

  init(_ fields: [SecretField], shown: DisplaySecrets) {
    finder = SecretFinder(fields: fields)
    self.shown = shown
  }

  /// The parsed body, where `secrets` has seen it.
  var value: Value? { state.withLock { $0 } }

  /// Lets display hide texts of the response, however short, wherever they are all of a value.
  func hiding(_ secrets: [Secret]) -> [Secret] {
    shown.insert(secrets.map { (Text($0.value), Text(Redactor.mark)) })
    return secrets
  }

  /// The secret parts; display hides them from now on.
  func secrets(in response: Response) -> [Secret] {
    guard !finder.fields.isEmpty else { return [] }
    let text = try? response.text()
    guard let value = try? Value.parse(utf8: text ?? response.body) else { return [] }
    let found = finder.find(in: value)
    shown.insert(found.flatMap { [($0.whole, $0.shown), (Text($0.secret.value), Text(Redactor.mark))] })
    if text != nil { state.withLock { $0 = value } }
    return found.map(\.secret)
  }
}
