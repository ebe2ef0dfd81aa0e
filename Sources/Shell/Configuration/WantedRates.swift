import Diagnostics
import HTTP
import Query

/// The rates given with `--rate`, for single accounts and for all accounts of a provider.
public struct WantedRates: Sendable {
  /// Rates by `coderpad` for all accounts of the provider, or by `coderpad@old` and `coderpad@default`.
  private var rates: [String: Rate] = [:]

  /// Creates an empty set of rates.
  public init() {}

  /// Parses `coderpad=5/s` or `coderpad@old=300/m`; returns false if the text is invalid. The last rate of an account
  /// counts.
  public mutating func add(parsing text: String) -> Bool {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let rate = Rate(parsing: parts[1]) else { return false }
    let names = parts[0].split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard let provider = names.first, !provider.isEmpty, names.count <= 2,
      names.count == 1 || Account.isProfileName(names[1])
    else { return false }
    rates[parts[0]] = rate
    return true
  }

  /// The rate of an account; nil if none is set.
  func rate(of account: Account) -> Rate? {
    rates["\(account.provider)@\(account.profile ?? Account.defaultProfile)"] ?? rates[account.provider]
  }

  /// An error about the first unknown provider; nil if there is none.
  func fault(knowing providers: @autoclosure () -> [String]) -> String? {
    guard !rates.isEmpty else { return nil }
    let known = providers()
    let strangers = rates.keys.map { String($0.prefix { $0 != "@" }) }.filter { !known.contains($0) }
    guard let stranger = strangers.min() else { return nil }
    let near = known.nearest(to: stranger).map { "did you mean `\($0)`?" }
    return "--rate names `\(stranger)`, which is not a provider; "
      + (near ?? "known providers: \(known.joined(separator: ", "))")
  }
}
