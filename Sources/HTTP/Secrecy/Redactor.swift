public import JSON
import Synchronization

/// Replaces known secrets in anything that is shown or stored, by value: plain, Base64, percent- and JSON-escaped.
///
/// Thread-safe; secrets may be added while others redact.
public final class Redactor: Sendable {
  /// What stands in a secret's place.
  public static let mark = "<redacted>"
  /// Shorter texts are not searched for: they would hide half of every answer. Secret headers, and what stands behind
  /// the name of a secret in what is sent, are hidden whatever their length.
  public static let minimumLength = 6

  private struct State {
    var secrets: Set<Secret> = []
    var passing: [Secret] = []
    var patterns = PatternSet()
    var learners: [@Sendable () -> Void] = []
    /// Find secrets that are costly to find.
    var finders: [@Sendable () -> [Secret]] = []
    /// How many secrets that stay were added.
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

  public init(_ secrets: [Secret] = []) {
    add(secrets)
  }

  /// Adds secrets that stay.
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

  /// Adds secrets that stay and that are costly to find: they are looked for before anything is searched for the first
  /// time.
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

  /// Runs the body after every addition of secrets that stay: what was written before may hold them.
  public func whenLearning(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.learners.append(body) }
  }

  /// Grows with every secret that stays.
  public var version: Int {
    find()
    return state.withLock { $0.version }
  }

  /// Adds secrets of short life, such as single-use tokens; only the latest are remembered.
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

  /// The text with every secret replaced.
  public func redact(_ text: String) -> String { patterns.redact(text) }

  /// The text with every secret replaced; nil where there is none.
  public func redacted(_ text: Text) -> Text? {
    let patterns = patterns
    return text.withUTF8 { patterns.replace(in: $0) }.map { Text(String(decoding: $0, as: UTF8.self)) }
  }

  /// The bytes with every secret replaced; the same array where there is none.
  public func redact(_ bytes: [UInt8]) -> [UInt8] { patterns.redact(bytes) }

  /// What is searched for now and these besides; taken once for many texts.
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
