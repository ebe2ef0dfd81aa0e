import HTTP
import Providers
import Query
import Terminal

/// `edush coderpad@old> `, red where the profile is a live account; `edush codementor 12 left> ` where a rate limit is
/// nearly used up.
struct PromptText {
  /// Fewer requests than this are told.
  private static let scarce = 20

  let prompt: Prompt

  init(_ provider: ProviderInUse?, _ workbench: Workbench) {
    let profile = provider.map { workbench.settings.profile($0.name, $0.profile) }
    let isProduction = !workbench.surroundings.isSandboxed && profile?.isProduction == true
    let style = Style(isProduction ? .red : .cyan, .bold)
    let name = provider.map { " " + $0.name + ($0.profile.map { "@" + $0 } ?? "") } ?? ""
    let left = provider.flatMap { Self.left($0, workbench) }.map { " \($0) left" } ?? ""
    prompt = Prompt(StyledText("edush" + name, style) + StyledText(left, Style(.yellow, .bold)) + StyledText("> "))
  }

  /// The requests that an account has left, where they are few. Only of one that was used: no credential is looked for to
  /// show a prompt.
  private static func left(_ provider: ProviderInUse, _ workbench: Workbench) -> Int? {
    let profile = provider.profile ?? workbench.options.profile
    let account = Exchange.Account(provider: provider.name, profile: profile)
    guard workbench.connection.log.accounts.contains(account) else { return nil }
    return workbench.requestsLeft(Account(provider.name, profile: profile)).flatMap { $0 < scarce ? $0 : nil }
  }
}
