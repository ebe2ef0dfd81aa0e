import HTTP
import Providers
import Query
import Rendering
import Terminal

/// `edush coderpad@old> `, red where the profile is a live account; `edush codementor 12 left> ` where a rate limit is
/// nearly used up.
struct PromptText {
  /// Fewer requests than this are told.
  private static let scarce = 20

  let prompt: Prompt

  /// - Parameter place: where a script was stopped.
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

  /// The requests that an account has left, where they are few. Only of one that was used: no credential is looked for to
  /// show a prompt.
  private static func left(_ account: Account, _ services: Services) -> Int? {
    guard services.connection.log.accounts.contains(account) else { return nil }
    return services.budgets.left(account).flatMap { $0 < scarce ? $0 : nil }
  }
}
