import HTTP
import Providers
import Query
import Synchronization

/// Announces the target of a script's writes before the first write to each account.
final class WriteNotice: Sendable {
  private let settings: Settings
  private let notice: @Sendable (String) -> Void
  private let announced = Mutex<Set<Account>>([])

  init(_ settings: Settings, _ notice: @escaping @Sendable (String) -> Void) {
    self.settings = settings
    self.notice = notice
  }

  @Sendable func announce(_ intent: CallIntent) {
    guard intent.risk != .read, announced.withLock({ $0.insert(intent.account).inserted }) else { return }
    let isProduction = settings.profile(intent.account).isProduction
    notice("writes to \(intent.account), \(intent.request.origin)\(isProduction ? " (production)" : "")")
  }
}
