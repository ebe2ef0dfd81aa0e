import HTTP
import Providers
import Query
import Rendering
import Terminal

/// The prompt: `edush coderpad@old> `, in red for a production account, or `edush codementor 12 left> ` if a rate limit
/// is nearly exhausted.
struct PromptText {
  /// The number of remaining requests below which they are shown.
  private static let scarce = 20

  let prompt: Prompt

  /// - Parameter place: the position of a stopped script.
  init(_ account: Account?, at place: String? = nil, _ services: Services) {
    let profile = account.map { services.settings.profile($0) }
    let isProduction = !services.surroundings.isSandboxed && profile?.isProduction == true
    let style = Style(isProduction ? .red : .cyan, .bold)
    let name = [place.map { visible($0) }, account?.description].compactMap { $0.map { " \($0)" } }.joined()
    let left = account.flatMap { Self.left($0, services) }.map { " \($0) left" } ?? ""
    let readOnly = services.settings.isBroken ? " read-only" : ""
    prompt = Prompt(
      StyledText("edush" + name, style) + StyledText(left + readOnly, Style(.yellow, .bold)) + StyledText("> "))
  }

  /// The remaining requests of an account, if they are few. Only for accounts in use, so that no credential is looked
  /// up to show a prompt.
  private static func left(_ account: Account, _ services: Services) -> Int? {
    guard services.connection.log.accounts.contains(account) else { return nil }
    return services.budgets.left(account).flatMap { $0 < scarce ? $0 : nil }
  }
}
