import HTTP
import JSON
import Synchronization

/// A response body, parsed once for finding secrets and for the value.
final class ReadAnswer: Sendable {
  private let finder: SecretFinder
  private let shown: DisplaySecrets
  private let state = Mutex<Value?>(nil)

  init(_ fields: [SecretField], shown: DisplaySecrets) {
    finder = SecretFinder(fields: fields)
    self.shown = shown
  }

  /// The parsed body; nil until `secrets` has read it.
  var value: Value? { state.withLock { $0 } }

  /// Hides texts of the response from display wherever they are an entire value, regardless of length.
  func hiding(_ secrets: [Secret]) -> [Secret] {
    shown.insert(secrets.map { (Text($0.value), Text(Redactor.mark)) })
    return secrets
  }

  /// The secrets in a response; from now on they are hidden from display.
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
