public import JSON
import Synchronization

/// Replaces known secrets in everything that is shown or stored, by value: plain, in Base64, percent-encoded and
/// JSON-escaped.
///
/// Thread-safe; secrets may be added while other threads redact.
public final class Redactor: Sendable {
  /// The text that replaces a secret.
  public static let mark = "<redacted>"
  /// The minimum length of a secret to search for, in bytes; shorter ones would match too much. Secret headers, and
  /// values of secret names in requests, are hidden regardless of length.
  public static let minimumLength = 6

  private struct State {
    var secrets: Set<Secret> = []
    var passing: [Secret] = []
    var patterns = PatternSet()
    var learners: [@Sendable () -> Void] = []
    /// Searches for secrets that are expensive to find.
    var finders: [@Sendable () -> [Secret]] = []
    /// The number of permanent secrets added.
    var version = 0

    mutating func search(for secret: Secret, isPassing: Bool = false) {
      for form in SecretForms.all(of: secret, isPassing: isPassing) { patterns.insert(form) }
    }

    mutating func searchAnew() {
      patterns = PatternSet()
      for secret in secrets { search(for: secret) }
      for secret in passing { search(for: secret, isPassing: true) }
    }
  }

  private static let passingLimit = 256
  private let state = Mutex(State())

  /// Creates a redactor for some secrets.
  public init(_ secrets: [Secret] = []) {
    add(secrets)
  }

  /// Adds permanent secrets.
  public func add(_ secrets: [Secret]) {
    let learners = state.withLock { state -> [@Sendable () -> Void] in
      let before = state.version
      for secret in secrets where state.secrets.insert(secret).inserted {
        state.search(for: secret)
        state.version += 1
      }
      return state.version > before ? state.learners : []
    }
    for learner in learners { learner() }
  }

  /// Adds permanent secrets that are expensive to find. They are computed before the first search.
  public func addWhenNeeded(_ find: @escaping @Sendable () -> [Secret]) {
    state.withLock { $0.finders.append(find) }
  }

  private func find() {
    let finders = state.withLock { state in
      defer { state.finders = [] }
      return state.finders
    }
    for find in finders { add(find()) }
  }

  /// Calls the body whenever permanent secrets are added, since earlier output may contain them.
  public func whenLearning(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.learners.append(body) }
  }

  /// Increases with every permanent secret.
  public var version: Int {
    find()
    return state.withLock { $0.version }
  }

  /// Adds short-lived secrets, such as single-use tokens. Only the latest are remembered.
  public func addPassing(_ secrets: [Secret]) {
    guard !secrets.isEmpty else { return }
    state.withLock { state in
      for secret in secrets where !state.secrets.contains(secret) && !state.passing.contains(secret) {
        state.passing.append(secret)
        state.search(for: secret, isPassing: true)
      }
      guard state.passing.count > 2 * Self.passingLimit else { return }
      state.passing = state.passing.suffix(Self.passingLimit)
      state.searchAnew()
    }
  }

  /// The text with all secrets replaced.
  public func redact(_ text: String) -> String { patterns.redact(text) }

  /// The text with all secrets replaced; nil if there are none.
  public func redacted(_ text: Text) -> Text? {
    let patterns = patterns
    return text.withUTF8 { patterns.replace(in: $0) }.map { Text(String(decoding: $0, as: UTF8.self)) }
  }

  /// The bytes with all secrets replaced.
  public func redact(_ bytes: [UInt8]) -> [UInt8] { patterns.redact(bytes) }

  /// The current patterns plus those of `secrets`; computed once for many texts.
  func patterns(with secrets: [Secret]) -> PatternSet {
    var patterns = patterns
    for secret in secrets where !patterns.contains(secret) {
      for form in SecretForms.all(of: secret, isPassing: true) { patterns.insert(form) }
    }
    return patterns
  }

  private var patterns: PatternSet {
    find()
    return state.withLock { $0.patterns }
  }
}
